// The drawing: which nodes and edges are shown, and vis-network that shows them.

const shown = {
  all: page.opening === null,
  labels: new Set(Object.keys(page.labels)),
  types: new Set(Object.keys(page.types)),
  nodes: [],
  edges: [],
  hubs: new Set(), // whose names are written larger
};
const opening = page.opening === null ? null : new Map(page.opening.map(([id, x, y]) => [id, { x, y }]));
const network = new vis.Network(document.getElementById("graph"), { nodes: [], edges: [] }, options);
const selected = { node: null, edge: null };
const hovered = { node: null, edge: null };

// A large graph shown whole is drawn from afar.
function sizeOf(node) {
  return shown.all && opening ? node.size * page.enlarged : node.size;
}

function drawnNode(node) {
  const label = page.labels[node.group];
  const place = shown.all ? node : opening.get(node.id);
  const hollow = node.redacted
    ? { color: { background: "#ffffff", border: label.colour }, borderWidth: 2, shapeProperties: { borderDashes: [4, 3] } }
    : { color: { background: label.colour, border: "#ffffff" } };
  return { id: node.id, x: place.x, y: place.y, shape: label.shape, size: sizeOf(node), ...hollow };
}

function drawnEdge(edge) {
  const colour = page.types[edge.type].colour;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: edge.width * (shown.nodes.length > 150 ? 1.7 : 1),
    color: { color: colour, hover: colour, highlight: colour, opacity: 0.55 },
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
  };
}

function visibleNode(node) {
  return shown.labels.has(node.group) && (shown.all || opening.has(node.id));
}

function draw() {
  const ids = new Set();
  shown.nodes = byDegree.filter((node) => visibleNode(node) && ids.add(node.id));
  shown.edges = all.edges.filter((edge) => shown.types.has(edge.type) && ids.has(edge.from) && ids.has(edge.to));
  shown.hubs = new Set(shown.nodes.slice(0, Math.ceil(shown.nodes.length / 30)).map((node) => node.id));
  network.setData({ nodes: shown.nodes.map(drawnNode), edges: shown.edges.map(drawnEdge) });
  const many = shown.edges.length > 3000; // then dragging stays smooth only without edges
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  document.getElementById("empty").hidden = shown.nodes.length > 0;
  tellCount();
}

// Labels and types switched on or off: what is looked at stays in place.
function redraw() {
  const view = { position: network.getViewPosition(), scale: network.getScale() };
  draw();
  network.moveTo(view);
  mark();
}

function isShown(kind, id) {
  return id !== null && network.body[kind][id] !== undefined;
}

// Tells vis-network what is selected; the fading of the rest is drawn in names.js.
function mark() {
  network.unselectAll();
  if (isShown("nodes", selected.node)) network.selectNodes([selected.node], false);
  if (isShown("edges", selected.edge)) network.selectEdges([selected.edge]);
  network.redraw();
}

function fit() {
  network.fit({ maxZoomLevel: 1.3, minZoomLevel: 0.01 });
}

function showAll(everything) {
  shown.all = everything;
  draw();
  fit();
  mark();
}

function tellCount() {
  const nodes = numberText(shown.nodes.length);
  const left = page.total > all.nodes.length ? `，本页收入联系最多的 ${numberText(all.nodes.length)} 个` : "";
  const total = shown.nodes.length < page.total ? `显示 ${nodes} 个对象（共 ${numberText(page.total)} 个${left}）` : `共 ${nodes} 个对象`;
  document.getElementById("count").textContent = `${total}，${numberText(shown.edges.length)} 条关系`;
  const button = document.getElementById("all");
  button.hidden = opening === null;
  button.textContent = shown.all
    ? `只看联系最多的 ${numberText(opening ? opening.size : 0)} 个`
    : `显示${left ? "本页" : ""}全部 ${numberText(all.nodes.length)} 个`;
}

function zoomBy(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.01), 6) });
}
