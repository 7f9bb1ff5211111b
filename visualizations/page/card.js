// The card at the right: one node with its relations, or one relation with its evidence.

const card = document.getElementById("card");
const AT_ONCE = 40;

function fillCard(...parts) {
  card.replaceChildren(...parts);
  card.scrollTop = 0;
}

function showHint() {
  const steps = ["点圆点等图形，看它的名称、别名和全部关系。", "点连线，看这条关系的原文依据。", "滚轮缩放，拖动空白处移动。", "在上方查找名称，按回车定位。", "取消勾选图例，可隐去一类对象或关系。"];
  fillCard(element("h2", "怎样看这张图"), element("ul", "", ...steps.map((step) => element("li", step))));
}

function link(node) {
  const button = element("button", node.label);
  button.type = "button";
  button.addEventListener("click", () => goTo(node.id));
  return button;
}

function showNode(node) {
  const tag = classed(element("span", page.labels[node.group].chinese), "tag");
  tag.style.backgroundColor = page.labels[node.group].ink;
  const head = [element("h2", node.label), element("p", "", tag, node.kinds.join(" · "))];
  if (node.redacted) head.push(classed(element("p", "名称在报告中已隐去，只代表该报告里的这一对象。"), "note"));
  head.push(...node.resolved.map(resolution));
  if (node.facts.length) head.push(facts(node.facts));
  const edges = edgesOf.get(node.id);
  fillCard(...head, ...(edges.length ? sections(node, edges) : [classed(element("p", "图中没有它的关系。"), "quiet")]));
}

// A mask that a report used for this node, and why it can be no other.
function resolution(one) {
  const text = `报告《${bare(page.reports[one.report].title)}》隐去了名称${one.mask ? `，写作“${one.mask}”` : ""}；还原依据：${one.reason}`;
  return classed(element("p", text), "note");
}

const bare = (title) => title.replace(/^《|》$/g, "");

function facts(pairs) {
  const list = element("dl");
  for (const [name, value] of pairs) list.append(element("dt", name), element("dd", value));
  return list;
}

function sections(node, edges) {
  const groups = new Map();
  for (const edge of edges) {
    const key = `${edge.type} ${edge.from === node.id ? "out" : "in"}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(edge);
  }
  const order = Object.keys(page.types).flatMap((type) => [`${type} out`, `${type} in`]);
  return order.filter((key) => groups.has(key)).flatMap((key) => section(node, groups.get(key)));
}

function section(node, edges) {
  const out = edges[0].from === node.id;
  const title = element("h3", out ? `它 → ${typeText(edges[0])} → …` : `… → ${typeText(edges[0])} → 它`);
  title.append(classed(element("small", `　${numberText(edges.length)} 条`), "quiet"));
  const list = element("div");
  lengthen(list, edges, (edge) => relation(node, edge));
  return [title, list];
}

function lengthen(list, items, make) {
  list.append(...items.slice(0, AT_ONCE).map(make));
  if (items.length <= AT_ONCE) return;
  const more = classed(element("button", `再看 ${numberText(Math.min(AT_ONCE, items.length - AT_ONCE))} 条（还有 ${numberText(items.length - AT_ONCE)} 条）`), "more");
  more.type = "button";
  more.addEventListener("click", () => {
    more.remove();
    lengthen(list, items.slice(AT_ONCE), make);
  });
  list.append(more);
}

function relation(node, edge) {
  const other = nodeById.get(edge.from === node.id ? edge.to : edge.from);
  const box = element("div", "", element("p", "", link(other)));
  box.append(...edge.evidence.map((one) => evidence(one, edge)));
  return classed(box, "relation");
}

function showEdge(edge) {
  const ends = element("p", "", link(nodeById.get(edge.from)), ` ${typeText(edge)} → `, link(nodeById.get(edge.to)));
  const count = classed(element("p", `依据 ${numberText(edge.evidence.length)} 处`), "quiet");
  const list = element("div");
  lengthen(list, edge.evidence, (one) => evidence(one, edge));
  fillCard(element("h2", typeText(edge)), classed(ends, "ends"), count, list);
}

// One piece of evidence: {facts, sentence, report, span, locator}; sentence and report are numbers in the page's lists.
function evidence(one, edge) {
  const box = classed(element("div"), "evidence");
  if (one.facts.length) box.append(facts(one.facts));
  if (one.sentence !== undefined) box.append(quote(page.sentences[one.sentence], edge));
  box.append(classed(element("p", sourceText(one, edge)), "quiet"));
  return box;
}

function sourceText(one, edge) {
  if (one.report === undefined) return edge.type === "LOCATED_IN" ? "依据：行政区划资料，并非报告原句" : "";
  const report = page.reports[one.report];
  const part = one.locator ? `，${one.locator}` : "";
  const where = one.span ? `${part}，第 ${numberText(one.span[0] + 1)}–${numberText(one.span[1])} 字` : "";
  return `出自《${bare(report.title)}》${report.source ? `（${report.source}）` : ""}${where}${report.copies ? `；另有 ${numberText(report.copies)} 份转载` : ""}；报告编号 ${report.id}`;
}

// The sentence with the names of both ends marked, where they stand in it word for word.
function quote(sentence, edge) {
  const names = [edge.from, edge.to].flatMap((id) => [nodeById.get(id).label, ...nodeById.get(id).aliases]);
  const box = element("blockquote");
  let plain = 0;
  for (let at = 0; at < sentence.length; ) {
    const name = names.filter((one) => one.length > 1 && sentence.startsWith(one, at)).sort((a, b) => b.length - a.length)[0];
    if (!name) at += 1;
    else {
      box.append(sentence.slice(plain, at), element("mark", name));
      at += name.length;
      plain = at;
    }
  }
  box.append(sentence.slice(plain));
  return box;
}
