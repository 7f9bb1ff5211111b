// Joins the parts: what happens on a click, a key, a name that is asked for.

function select(node, edge) {
  selected.node = node;
  selected.edge = edge;
  mark();
  if (node !== null) showNode(nodeById.get(node));
  else if (edge !== null) showEdge(edgeById.get(edge));
  else showHint();
}

// Shows a node by all means, in the middle and near enough to read what is around it.
function goTo(id) {
  const node = nodeById.get(id);
  switchOn(node);
  if (!shown.all && !opening.has(id)) shown.all = true;
  if (!isShown("nodes", id)) draw();
  network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.8) });
  select(id, null);
}

function hover(part, id) {
  hovered[part] = id;
  network.canvas.body.container.style.cursor = id === null ? "" : "pointer";
  network.redraw();
}

function listen() {
  network.on("afterDrawing", afterDrawing);
  network.on("click", ({ nodes, edges }) => select(nodes.length ? nodes[0] : null, !nodes.length && edges.length ? edges[0] : null));
  network.on("hoverNode", ({ node }) => hover("node", node));
  network.on("blurNode", () => hover("node", null));
  network.on("hoverEdge", ({ edge }) => hover("edge", edge));
  network.on("blurEdge", () => hover("edge", null));
  document.getElementById("all").addEventListener("click", () => showAll(!shown.all));
  document.getElementById("closer").addEventListener("click", () => zoomBy(1.3));
  document.getElementById("farther").addEventListener("click", () => zoomBy(1 / 1.3));
  document.getElementById("whole").addEventListener("click", fit);
  document.addEventListener("pointerdown", () => document.body.classList.remove("keys"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") document.body.classList.add("keys"); // whoever goes by keys sees where they are
    if (event.key === "Escape" && event.target !== query) select(null, null);
  });
  query.addEventListener("input", lookUp);
  query.addEventListener("focus", lookUp);
  query.addEventListener("blur", () => open(false));
  query.addEventListener("keydown", steer);
}

fillLegend();
listen();
draw();
fit();
showHint();
network.once("afterDrawing", () => document.documentElement.setAttribute("data-drawn", "yes"));
network.redraw();

// For a closer look from the browser's console.
window.kaocha = { network, nodes: all.nodes, edges: all.edges };
