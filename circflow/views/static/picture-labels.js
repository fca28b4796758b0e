// Amounts on arrows: on a sheet above the picture, so that no line runs over them, and only where there is room.

const SPOTS = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78];
const CELL = 80;
const LEAST_ZOOM = 0.3;

function amountsOf(deals) {
  const priced = deals.filter((deal) => deal.amount !== "undisclosed");
  if (!priced.length) return deals.length > 1 ? `${deals.length} deals` : "";
  // Amounts in several currencies have no order; the first stands for the others.
  if (new Set(priced.map((deal) => deal.currency)).size === 1) priced.sort((a, b) => b.most - a.most);
  if (deals.length === 2 && priced.length === 2) return `${priced[0].amount}, ${priced[1].amount}`;
  return deals.length > 1 ? `${priced[0].amount} +${deals.length - 1}` : priced[0].amount;
}

function curveOf(edge) {
  const start = edge.sourceEndpoint();
  const end = edge.targetEndpoint();
  const over = (edge.controlPoints() || [])[0] || { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  return [start, over, end];
}

function onCurve([start, over, end], t) {
  const part = (axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * over[axis] + t ** 2 * end[axis];
  return { x: part("x"), y: part("y") };
}

class Room {
  // Remembers what is taken, by cells of a grid.
  constructor() {
    this.cells = new Map();
  }

  * _cells(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield `${x},${y}`;
    }
  }

  free(box) {
    for (const cell of this._cells(box)) {
      for (const other of this.cells.get(cell) || []) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
      }
    }
    return true;
  }

  take(box) {
    for (const cell of this._cells(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
}

function around({ x, y }, width, height) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function inSight(edge, seen) {
  const [from, to] = [edge.source().position(), edge.target().position()];
  const reach = Math.abs(edge.data("bend")) / 2 + 60;
  return Math.min(from.x, to.x) - reach < seen.x2 && Math.max(from.x, to.x) + reach > seen.x1
    && Math.min(from.y, to.y) - reach < seen.y2 && Math.max(from.y, to.y) + reach > seen.y1;
}

// Give each label its place: those of chosen arrows first, then the largest amounts.
function settled(cy, { measure, height, to, scale, forced }) {
  const room = new Room();
  cy.nodes().not(".away").forEach((node) => {
    room.take(around(to(node.position()), node.data("width") * scale, node.data("height") * scale));
  });
  const seen = cy.extent();
  const waiting = cy.edges().filter((edge) => edge.scratch("label") && !edge.hasClass("away")
    && (forced || (!edge.hasClass("dim") && inSight(edge, seen))));
  const order = waiting.toArray().sort((a, b) => b.selected() - a.selected() || b.scratch("most") - a.scratch("most"));
  const placed = [];
  for (const edge of order) {
    const text = edge.scratch("label");
    const curve = curveOf(edge);
    const width = measure(text) + 6;
    let spots = SPOTS.map((t) => around(to(onCurve(curve, t)), width, height));
    if (edge.source().same(edge.target())) spots = [around(to(edge.midpoint()), width, height)];
    const box = spots.find((spot) => room.free(spot)) || (forced || edge.selected() ? spots[0] : null);
    if (!box) continue;
    room.take(box);
    placed.push({ edge, text, box });
  }
  return placed;
}

function drawLabels(cy, sheet) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [cy.width(), cy.height()];
  if (sheet.width !== Math.round(width * ratio)) sheet.width = Math.round(width * ratio);
  if (sheet.height !== Math.round(height * ratio)) sheet.height = Math.round(height * ratio);
  const pen = sheet.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const [zoom, pan] = [cy.zoom(), cy.pan()];
  if (zoom < LEAST_ZOOM && cy.$("edge:selected").empty()) return;
  const letters = Math.max(10, Math.min(15, 12 * zoom));
  pen.font = `${letters}px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const paper = ink("paper");
  const placed = settled(cy, {
    measure: (text) => pen.measureText(text).width,
    height: letters * 1.35,
    to: ({ x, y }) => ({ x: x * zoom + pan.x, y: y * zoom + pan.y }),
    scale: zoom,
  });
  for (const { edge, text, box } of placed) {
    if (box.right < 0 || box.left > width || box.bottom < 0 || box.top > height) continue;
    pen.fillStyle = paper;
    pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    pen.fillStyle = ink(`${known.arrows[edge.data("n")].type}-ink`);
    pen.fillText(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }
}
