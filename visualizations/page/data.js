// What the page was given, and what can be counted from it once.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const all = { nodes: read("nodes-data"), edges: read("edges-data") };
const page = read("page-data"); // labels, types, sentences, reports, opening, totals
const options = read("options-data");

const nodeById = new Map(all.nodes.map((node) => [node.id, node]));
const edgeById = new Map(all.edges.map((edge) => [edge.id, edge]));
const edgesOf = new Map(all.nodes.map((node) => [node.id, []]));
for (const edge of all.edges) {
  edgesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
}
const degree = (node) => edgesOf.get(node.id).length;
const byDegree = [...all.nodes].sort((a, b) => degree(b) - degree(a) || a.id - b.id);

const numberText = (number) => number.toLocaleString("zh-CN");
const kindText = (node) => [page.labels[node.group].chinese, ...node.kinds].join(" · ");
const typeText = (edge) => page.types[edge.type].chinese;

// Everything that a report says goes in as text, never as markup.
function element(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function classed(made, name) {
  made.className = name;
  return made;
}
