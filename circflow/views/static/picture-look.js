"use strict";

// What Python knows, and how it looks: the colours of the style sheet, dark or light.

const known = JSON.parse(document.getElementById("facts").textContent);

const byId = (id) => document.getElementById(id);

const inks = new Map();

function ink(name) {
  if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return inks.get(name);
}

function made(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

const FONT = getComputedStyle(document.documentElement).fontFamily;

function look() {
  inks.clear();
  const company = {
    shape: "round-rectangle", width: "data(width)", height: "data(height)", label: "data(label)",
    "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center",
    "font-family": FONT, "font-size": "data(letters)", "font-weight": 600, "line-height": 1.2,
    color: ink("ink"), "background-color": ink("paper"), "border-color": ink("faint"), "border-width": 1.2,
    "overlay-opacity": 0, "z-index": 10,
  };
  const arrow = {
    "curve-style": (edge) => (edge.data("bend") || edge.isLoop() ? "unbundled-bezier" : "straight"), "edge-distances": "node-position", "control-point-weights": 0.5,
    "control-point-distances": (edge) => edge.data("bend"), width: "data(width)",
    "target-arrow-shape": "data(head)", "target-distance-from-node": 2, "arrow-scale": 1.1,
    "loop-direction": "0deg", "loop-sweep": "-40deg", "overlay-opacity": 0, "z-index": 1,
  };
  const colours = Object.keys(known.types).map((type) => ({
    selector: `edge.${type}`, style: { "line-color": ink(type), "target-arrow-color": ink(type) },
  }));
  return [
    { selector: "node", style: company },
    { selector: "edge", style: arrow },
    ...colours,
    { selector: "edge.loose", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: ".away", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.13 } },
    { selector: "node.near, node:selected", style: { "border-width": 3, "border-color": ink("link") } },
    { selector: "edge:selected", style: { width: (edge) => edge.data("width") + 2.5 } },
  ];
}

function elements(tall) {
  const places = tall ? known.tall : null;
  const boxes = known.boxes.map((box, n) => {
    const [x, y] = places ? places.boxes[n] : box.at;
    const [width, height] = box.size;
    return {
      group: "nodes",
      data: { id: `b${n}`, n, label: box.label, letters: box.letters, width, height },
      position: { x, y },
    };
  });
  const arrows = known.arrows.map((arrow, n) => {
    const type = known.types[arrow.type];
    // Cytoscape's left is the other one.
    const bend = -(places ? places.bends[n] : arrow.bend);
    return {
      group: "edges",
      classes: arrow.type,
      data: {
        id: `a${n}`, n, source: `b${arrow.source}`, target: `b${arrow.target}`, bend, width: type.width, head: type.head,
      },
    };
  });
  return [...boxes, ...arrows];
}
