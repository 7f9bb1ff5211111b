// The search box: names and aliases, over all nodes, shown or not.

const query = document.getElementById("query");
const found = document.getElementById("found");
let active = 0;
let matches = [];

function rank(node, words) {
  const name = node.label.toLowerCase();
  if (name === words) return 0;
  if (name.startsWith(words)) return 1;
  if (name.includes(words)) return 2;
  return node.aliases.some((alias) => alias.toLowerCase().includes(words)) ? 3 : 4;
}

function lookUp() {
  const words = query.value.trim().toLowerCase();
  active = 0;
  matches = byDegree
    .map((node) => [rank(node, words), node])
    .filter(([value]) => value < 4)
    .sort(([a], [b]) => a - b)
    .slice(0, 30)
    .map(([, node]) => node);
  listMatches();
}

function listMatches() {
  const rows = matches.map((node, index) => {
    const row = element("li", node.label, element("small", kindText(node)));
    row.id = `found-${index}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(index === active));
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(node);
    });
    return row;
  });
  found.replaceChildren(...(rows.length ? rows : [classed(element("li", "没有找到这个名称"), "none")]));
  open(true);
  if (rows.length) rows[active].scrollIntoView({ block: "nearest" });
}

function open(yes) {
  found.hidden = !yes;
  query.setAttribute("aria-expanded", String(yes));
  if (yes && matches.length) query.setAttribute("aria-activedescendant", `found-${active}`);
  else query.removeAttribute("aria-activedescendant");
}

function choose(node) {
  open(false);
  query.value = node.label;
  goTo(node.id);
}

function steer(event) {
  if (event.isComposing) return; // an input method is still choosing characters
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) return lookUp();
    const step = event.key === "ArrowDown" ? 1 : -1;
    active = matches.length ? (active + step + matches.length) % matches.length : 0;
    listMatches();
  } else if (event.key === "Enter") {
    if (found.hidden) lookUp();
    if (matches.length) choose(matches[active]);
  } else if (event.key === "Escape") open(false);
}
