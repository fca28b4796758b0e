// What is known of the arrow or the company that was chosen, and lists to choose from without a pointer.

const MOST_FOUND = 12;

const nameOf = (box) => known.boxes[box].name;

function title(arrow) {
  return `${nameOf(arrow.source)} ${known.types[arrow.type].verb} ${nameOf(arrow.target)}`;
}

function link(text, to) {
  const found = made("a", text);
  found.href = to;
  if (!to.startsWith("#")) found.rel = "noopener noreferrer";
  return found;
}

function dealBlock(deal) {
  const block = made("div", "", "deal");
  const first = made("p");
  first.append(made("span", deal.amount, "amount"), ` · ${known.statuses.find(({ status }) => status === deal.status).text}`);
  if (deal.contingent) first.append(" · contingent");
  const when = `announced ${deal.announced}${deal.ended ? `, until ${deal.ended}` : ""}`;
  const second = made("p", [when, deal.kind].filter(Boolean).join(" · "));
  const third = made("p", "", "who");
  third.append(deal.mark ? link(deal.id, `#${deal.mark}`) : deal.id, `: ${deal.payer} ${deal.verb} ${deal.payee}`);
  block.append(first, second, third);
  const sources = made("ul");
  for (const number of deal.sources) {
    const source = known.sources[number];
    const item = made("li");
    item.append(source.url ? link(source.title, source.url) : source.title);
    const more = [source.by, source.quality ? `quality ${source.quality}` : ""].filter(Boolean).join(", ");
    if (more) item.append(` (${more})`);
    sources.append(item);
  }
  block.append(deal.sources.length ? sources : made("p", "No source is loaded.", "hint"));
  return block;
}

function choiceOf(text, small, onChoose) {
  const item = made("li");
  const button = made("button", text);
  button.type = "button";
  if (small) button.append(" ", made("small", small));
  button.addEventListener("click", onChoose);
  item.append(button);
  return item;
}

function showArrow(edge) {
  const arrow = known.arrows[edge.data("n")];
  const deals = edge.scratch("deals");
  const blocks = deals.map(dealBlock);
  const hidden = arrow.deals.length - deals.length;
  if (hidden) blocks.push(made("p", `${hidden} more hidden by the filters.`, "hint"));
  byId("details").replaceChildren(made("h3", title(arrow)), ...blocks);
}

function showCompany(node, choose) {
  const list = made("ul", "", "choices");
  node.connectedEdges().not(".away").forEach((edge) => {
    list.append(choiceOf(title(known.arrows[edge.data("n")]), edge.scratch("label"), () => choose(edge)));
  });
  byId("details").replaceChildren(made("h3", nameOf(node.data("n"))), list);
}

function showNothing() {
  byId("details").replaceChildren(made("p", "Choose an arrow or a company: its deals and their sources come here.", "hint"));
}

function listArrows(cy, choose) {
  const list = byId("listed").querySelector("ul");
  if (!byId("listed").open) return list.replaceChildren();
  return list.replaceChildren(...cy.edges().not(".away").map((edge) => choiceOf(
    title(known.arrows[edge.data("n")]), edge.scratch("label"), () => choose(edge))));
}

function search(cy, choose) {
  const wanted = byId("search").value.trim().toLowerCase();
  cy.nodes().removeClass("near");
  if (!wanted) return byId("found").replaceChildren();
  const has = (...texts) => texts.some((text) => text.toLowerCase().includes(wanted));
  const companies = cy.nodes().not(".away").filter((node) => has(nameOf(node.data("n")), known.boxes[node.data("n")].id));
  const items = [];
  companies.addClass("near").forEach((node) => {
    items.push(choiceOf(nameOf(node.data("n")), "company", () => choose(node)));
  });
  cy.edges().not(".away").forEach((edge) => {
    edge.scratch("deals").filter((deal) => has(deal.id)).forEach((deal) => {
      items.push(choiceOf(deal.id, `${deal.payer} ${deal.verb} ${deal.payee}, ${deal.amount}`, () => choose(edge)));
    });
  });
  const shown = items.slice(0, MOST_FOUND);
  if (!items.length) shown.push(made("li", "Nothing that is shown has this name.", "hint"));
  if (items.length > MOST_FOUND) shown.push(made("li", `and ${items.length - MOST_FOUND} more`, "hint"));
  return byId("found").replaceChildren(...shown);
}
