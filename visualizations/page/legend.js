// The legend: what the colours mean, and switches for labels and relationship types.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  dot: "M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0",
  square: "M2 2h12v12h-12z",
  diamond: "M8 0l8 8l-8 8l-8 -8z",
  triangle: "M8 1l8 14h-16z",
  hexagon: "M4 1h8l4 7l-4 7h-8l-4 -7z",
  arrow: "M0 7h10v-4l8 5l-8 5v-4h-10z",
};

function glyph(shape, colour, hollow) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("width", shape === "arrow" ? 20 : 14);
  svg.setAttribute("height", 14);
  svg.setAttribute("viewBox", shape === "arrow" ? "0 0 18 16" : "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  path.setAttribute("fill", hollow ? "#fff" : colour);
  if (hollow) for (const [name, value] of [["stroke", colour], ["stroke-width", 2], ["stroke-dasharray", "3 2"]]) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

function switchFor(set, name, row, shape, count) {
  const box = element("input");
  box.type = "checkbox";
  box.checked = true;
  box.value = name;
  box.addEventListener("change", () => {
    if (box.checked) set.add(name);
    else set.delete(name);
    redraw();
  });
  return element("label", "", box, glyph(shape, row.colour), row.chinese, classed(element("span", numberText(count)), "number"));
}

function fillLegend() {
  const labels = document.getElementById("labels");
  const types = document.getElementById("types");
  for (const [name, row] of Object.entries(page.labels))
    labels.append(switchFor(shown.labels, name, row, row.shape, all.nodes.filter((node) => node.group === name).length));
  for (const [name, row] of Object.entries(page.types))
    types.append(switchFor(shown.types, name, row, "arrow", all.edges.filter((edge) => edge.type === name).length));
  if (all.nodes.some((node) => node.redacted)) labels.append(element("p", "", glyph("dot", "#5b6770", true), " 虚线空心：名称已隐去"));
}

// A node that was asked for by name is shown, whatever the switches say.
function switchOn(node) {
  if (shown.labels.has(node.group)) return;
  shown.labels.add(node.group);
  document.querySelector(`#labels input[value="${node.group}"]`).checked = true;
}
