// The drawing for paper and files: what Python has drawn, moved to where things are now, without what is hidden.

const AIR = 40;
const LEAST = 620;
const NOTE = 13;
const TITLE = 22;
const LEGEND = 84;

function setDrawing(cy) {
  const drawing = byId("drawing");
  const placed = new Map(settled(cy, {
    measure: (text) => text.length * 7, height: 17, to: (point) => point, scale: 1, forced: true,
  }).map((label) => [label.edge.data("n"), label]));
  const corners = cy.elements().not(".away").boundingBox({ includeLabels: false, includeOverlays: false });
  cy.nodes().forEach((node) => {
    const company = drawing.querySelector(`[data-box="${node.data("n")}"]`);
    const { x, y } = node.position();
    company.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    company.toggleAttribute("display", false);
    if (node.hasClass("away")) company.setAttribute("display", "none");
  });
  cy.edges().forEach((edge) => {
    const n = edge.data("n");
    const line = drawing.querySelector(`path[data-arrow="${n}"]`);
    const label = drawing.querySelector(`g[data-arrow="${n}"]`);
    for (const part of [line, label]) {
      if (part && edge.hasClass("away")) part.setAttribute("display", "none");
      else if (part) part.removeAttribute("display");
    }
    if (edge.hasClass("away")) return;
    if (!edge.source().same(edge.target())) {
      const [start, over, end] = curveOf(edge).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      line.setAttribute("d", `M${start}Q${over} ${end}`);
    }
    if (edge.hasClass("loose")) line.setAttribute("stroke-dasharray", "7 5");
    else line.removeAttribute("stroke-dasharray");
    if (!label) return;
    const now = placed.get(n);
    if (!now) {
      if (!edge.scratch("label")) label.setAttribute("display", "none");
      return;
    }
    const { box, text } = now;
    label.setAttribute("transform", `translate(${((box.left + box.right) / 2).toFixed(1)} ${((box.top + box.bottom) / 2).toFixed(1)})`);
    label.querySelector("text").textContent = text;
    label.querySelector("rect").setAttribute("x", (box.left - box.right) / 2);
    label.querySelector("rect").setAttribute("width", box.right - box.left);
  });
  const width = Math.max(corners.w + 2 * AIR, LEAST);
  const frame = {
    x: (corners.x1 + corners.x2 - width) / 2, y: corners.y1 - AIR, width, height: corners.h + 2 * AIR + LEGEND,
  };
  drawing.querySelector(".caption").setAttribute("transform", `translate(${frame.x + 20} ${frame.y + frame.height - LEGEND + 16})`);
  drawing.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
  return frame;
}

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1) && lines.at(-1).length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
  }
  return lines;
}

// A file that stands alone: with title and remarks, on white.
function fileOf(cy) {
  const frame = setDrawing(cy);
  const space = "http://www.w3.org/2000/svg";
  const file = byId("drawing").cloneNode(true);
  file.querySelectorAll("a").forEach((a) => a.replaceWith(...a.childNodes));
  file.querySelectorAll("[display=none]").forEach((part) => part.remove());
  const notes = [...document.querySelectorAll("main > p")].flatMap((p) => wrapped(p.textContent, (frame.width - 40) / 7.3));
  const title = wrapped(document.querySelector("h1").textContent, (frame.width - 40) / TITLE / 0.56);
  const over = 36 + title.length * TITLE * 1.3;
  const [top, height] = [frame.y - over, frame.height + over + notes.length * NOTE * 1.5 + 16];
  const write = (text, x, y, size, fill, weight) => {
    const line = document.createElementNS(space, "text");
    for (const [name, value] of Object.entries({ x, y, "font-size": size, fill, "font-weight": weight })) line.setAttribute(name, value);
    line.textContent = text;
    file.append(line);
  };
  title.forEach((text, n) => write(text, frame.x + 20, top + 12 + (n + 1) * TITLE * 1.3, TITLE, "#1b1f24", 700));
  notes.forEach((text, n) => write(text, frame.x + 20, frame.y + frame.height + 8 + n * NOTE * 1.5, NOTE, "#57606a", 400));
  const paper = document.createElementNS(space, "rect");
  for (const [name, value] of Object.entries({ x: frame.x, y: top, width: frame.width, height, fill: "#ffffff" })) paper.setAttribute(name, value);
  file.querySelector("defs").after(paper);
  file.setAttribute("viewBox", `${frame.x} ${top} ${frame.width} ${height}`);
  file.setAttribute("width", Math.round(frame.width));
  file.setAttribute("height", Math.round(height));
  return { text: new XMLSerializer().serializeToString(file), width: frame.width, height };
}

function save(blob, suffix) {
  const away = made("a");
  away.href = URL.createObjectURL(blob);
  away.download = `${byId("picture").dataset.name}.${suffix}`;
  away.click();
  setTimeout(() => URL.revokeObjectURL(away.href), 10000);
}

function saveSvg(cy) {
  save(new Blob([fileOf(cy).text], { type: "image/svg+xml" }), "svg");
}

function savePng(cy) {
  const { text, width, height } = fileOf(cy);
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const picture = new Image();
  picture.addEventListener("load", () => {
    const sheet = made("canvas");
    [sheet.width, sheet.height] = [Math.round(width * scale), Math.round(height * scale)];
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    sheet.toBlob((blob) => save(blob, "png"), "image/png");
    URL.revokeObjectURL(picture.src);
  });
  picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}
