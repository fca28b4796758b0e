// The page comes alive: Cytoscape.js draws, and the controls follow.

const NARROW = 600;
const READABLE = 0.62;

function start() {
  document.querySelector(".live").hidden = false;
  const holder = byId("canvas");
  const cy = cytoscape({
    container: holder,
    elements: elements(known.tall && holder.clientHeight > holder.clientWidth),
    style: look(),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
  });

  const whole = () => cy.fit(cy.elements().not(".away"), 24);
  const filters = new Filters(() => refresh());

  function choose(element) {
    cy.elements().unselect();
    element.select();
    const { x1, y1, x2, y2 } = element.renderedBoundingBox();
    if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(element);
  }

  function refresh() {
    const passes = filters.test();
    let [deals, companies] = [0, 0];
    cy.batch(() => {
      cy.edges().forEach((edge) => {
        const left = known.arrows[edge.data("n")].deals.filter((n) => passes[n]).map((n) => known.deals[n]);
        deals += left.length;
        edge.scratch("deals", left);
        edge.scratch("label", amountsOf(left));
        edge.scratch("most", Math.max(0, ...left.map((deal) => deal.most)));
        edge.toggleClass("away", !left.length);
        edge.toggleClass("loose", !left.some((deal) => deal.firm));
      });
      cy.nodes().forEach((node) => {
        const arrows = node.connectedEdges();
        const away = arrows.nonempty() && arrows.not(".away").empty();
        node.toggleClass("away", away);
        companies += away ? 0 : 1;
      });
    });
    cy.$(".away:selected").unselect();
    byId("shown").textContent = `${deals} of ${known.deals.length} deals, ${companies} of ${known.boxes.length} companies`;
    listArrows(cy, choose);
    search(cy, choose);
    chosen();
  }

  function chosen() {
    const element = cy.$(":selected").first();
    cy.batch(() => {
      cy.elements().removeClass("dim");
      if (element.empty()) return;
      const near = element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
      cy.elements().not(near).addClass("dim");
    });
    if (element.empty()) showNothing();
    else if (element.isNode()) showCompany(element, choose);
    else showArrow(element);
  }

  function step(by) {
    const arrows = cy.edges().not(".away");
    if (arrows.empty()) return;
    const at = arrows.toArray().findIndex((edge) => edge.selected());
    choose(arrows[(at < 0 && by < 0 ? arrows.length - 1 : at + by + arrows.length) % arrows.length]);
  }

  const zoomBy = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const keys = {
    ArrowLeft: () => cy.panBy({ x: 60, y: 0 }), ArrowRight: () => cy.panBy({ x: -60, y: 0 }),
    ArrowUp: () => cy.panBy({ x: 0, y: 60 }), ArrowDown: () => cy.panBy({ x: 0, y: -60 }),
    "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: whole,
    n: () => step(1), p: () => step(-1), Escape: () => cy.elements().unselect(),
  };
  holder.addEventListener("keydown", (event) => {
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  cy.on("render", () => drawLabels(cy, byId("labels")));
  cy.on("select unselect", () => queueMicrotask(chosen));
  cy.on("tap", (event) => event.target === cy && cy.elements().unselect());
  byId("closer").addEventListener("click", keys["+"]);
  byId("further").addEventListener("click", keys["-"]);
  byId("whole").addEventListener("click", whole);
  byId("search").addEventListener("input", () => search(cy, choose));
  byId("search").addEventListener("keydown", (event) => event.key === "Enter" && byId("found").querySelector("button")?.click());
  byId("listed").addEventListener("toggle", () => listArrows(cy, choose));
  byId("as-svg").addEventListener("click", () => saveSvg(cy));
  byId("as-png").addEventListener("click", () => savePng(cy));
  byId("on-paper").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => setDrawing(cy));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(look()));

  refresh();
  whole();
  if (cy.width() < NARROW && cy.zoom() < READABLE) {
    const busiest = cy.nodes().max((node) => node.degree()).ele;
    cy.zoom(READABLE);
    cy.center(busiest);
  }
  holder.dataset.ready = "yes";
}

start();
