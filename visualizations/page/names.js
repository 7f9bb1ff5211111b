// Names on the drawing, always at reading size: the most connected first, and none over another.

const FACE = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';
const widths = new Map();
const LONGEST = 14;
const CELL = 48;

function short(text) {
  const letters = Array.from(text);
  return letters.length > LONGEST ? letters.slice(0, LONGEST - 1).join("") + "…" : text;
}

function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

// The places that are taken already, in cells, so that only near neighbours are compared.
class Taken {
  constructor() {
    this.cells = new Map();
  }
  *over(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++)
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) yield x * 100003 + y;
  }
  free(box) {
    for (const cell of this.over(box))
      for (const other of this.cells.get(cell) || [])
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
    return true;
  }
  take(box) {
    for (const cell of this.over(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
}

function boxAround(context, text, { x, y }, size, margin) {
  const half = widthOf(context, text) / 2 + 2 + margin;
  return { left: x - half, right: x + half, top: y - size * 0.65 - margin, bottom: y + size * 0.65 + margin };
}

// Writes at the first of the places that is free; a text that must stand takes its first place anyhow.
function write(context, taken, text, places, look) {
  context.font = `${look.bold ? "600 " : ""}${look.size}px ${FACE}`;
  const boxOf = (place) => boxAround(context, text, place, look.size, look.margin || 0);
  const place = places.find((one) => taken.every((layer) => layer.free(boxOf(one)))) || (look.must && places[0]);
  if (!place) return;
  taken[0].take(boxOf(place));
  context.lineWidth = 3.5;
  context.strokeStyle = "rgba(255,255,255,0.92)";
  context.strokeText(text, place.x, place.y);
  context.fillStyle = look.colour;
  context.fillText(text, place.x, place.y);
}

// What stands out now: the selected or hovered node with its neighbours, or one edge with its ends.
function lit() {
  const nodes = new Set();
  const edges = new Set();
  const light = (edge) => isShown("edges", edge.id) && nodes.add(edge.from).add(edge.to) && edges.add(edge.id);
  if (isShown("nodes", selected.node)) {
    nodes.add(selected.node);
    edgesOf.get(selected.node).forEach(light);
  } else if (isShown("edges", selected.edge)) light(edgeById.get(selected.edge));
  return { nodes, edges };
}

function fadeOthers(context, { nodes, edges }) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "rgba(255,255,255,0.78)";
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const id of edges) network.body.edges[id].draw(context);
  for (const id of edges) network.body.edges[id].drawArrows(context);
  for (const id of nodes) network.body.nodes[id].draw(context);
}

function placed(node, view) {
  const body = network.body.nodes[node.id];
  return { x: body.x * view.scale + view.x, y: body.y * view.scale + view.y };
}

// Where nodes stand that are at least so large, in pixels of the screen: these are not written over.
function nodesTaken(view, least, bright) {
  const taken = new Taken();
  for (const node of shown.nodes) {
    const radius = sizeOf(node) * view.scale;
    const faded = bright.nodes.size && !bright.nodes.has(node.id);
    if (faded || radius < least || !isShown("nodes", node.id)) continue;
    const { x, y } = placed(node, view);
    const half = radius * 0.8;
    taken.take({ left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  return taken;
}

// Below its node a name is looked for first, then above, then at either side.
function placesAround({ x, y }, radius, size, half) {
  const away = radius + size * 0.65;
  return [{ x, y: y + away }, { x, y: y - away }, { x: x + radius + half, y }, { x: x - radius - half, y }];
}

function nameNodes(context, names, view, bright) {
  const chosen = [selected.node, hovered.node].filter((id) => isShown("nodes", id)).map((id) => nodeById.get(id));
  const present = shown.nodes.filter((node) => isShown("nodes", node.id)); // not yet so while data are exchanged
  const near = present.filter((node) => bright.nodes.has(node.id));
  const rest = bright.nodes.size ? [] : present;
  const taken = [names, nodesTaken(view, 7, bright)];
  const margin = view.scale < 0.25 && !bright.nodes.size ? 8 : 0;
  for (const node of new Set([...chosen, ...near, ...rest])) {
    const { x, y } = placed(node, view);
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) continue;
    const must = chosen.includes(node);
    const hub = shown.hubs.has(node.id);
    const size = hub ? 15 : 13;
    const text = must ? node.label : short(node.label);
    const around = placesAround({ x, y }, sizeOf(node) * view.scale + 3, size, (size * Array.from(text).length) / 2);
    write(context, taken, text, around, { size, must, margin, bold: must || hub, colour: "#1f2933" });
  }
}

function nameEdges(context, names, view, bright) {
  const taken = [names, nodesTaken(view, 2, bright)];
  const close = view.scale >= 0.95 && !bright.nodes.size;
  const named = close ? shown.edges : shown.edges.filter((edge) => bright.edges.has(edge.id) || edge.id === hovered.edge);
  for (const edge of named) {
    if (!isShown("edges", edge.id)) continue;
    const place = middle(edge, view);
    if (place.x < 0 || place.y < 0 || place.x > view.width || place.y > view.height) continue;
    const must = edge.id === hovered.edge || edge.id === selected.edge;
    write(context, taken, typeText(edge), [place], { size: 12, must, colour: page.types[edge.type].ink });
  }
}

// Bent edges are quadratic curves; their middle is half way to the control point.
function middle(edge, view) {
  const start = placed(nodeById.get(edge.from), view);
  const end = placed(nodeById.get(edge.to), view);
  const x = (start.x + end.x) / 2;
  const y = (start.y + end.y) / 2;
  if (!edge.bend) return { x, y };
  const via = network.body.edges[edge.id].edgeType.getViaNode();
  return { x: (x + via.x * view.scale + view.x) / 2, y: (y + via.y * view.scale + view.y) / 2 };
}

function afterDrawing(context) {
  const bright = lit();
  if (bright.nodes.size) fadeOthers(context, bright);
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const view = { x: origin.x, y: origin.y, scale: network.getScale(), width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const names = new Taken();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  nameNodes(context, names, view, bright);
  nameEdges(context, names, view, bright);
  context.restore();
}
