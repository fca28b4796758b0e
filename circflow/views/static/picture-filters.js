// What is shown: types, statuses, dates, and what was searched for.

const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthText = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

function counted(deals) {
  return `(${deals.length})`;
}

function choice(parent, value, text, deals, onChange) {
  const label = made("label");
  const box = made("input");
  box.type = "checkbox";
  box.checked = true;
  box.value = value;
  box.addEventListener("change", onChange);
  label.append(box, ...text, made("span", counted(deals)));
  parent.append(label);
  return box;
}

// A piece of the legend: the arrow of a type.
function sample(type) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 42 14");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", "M0 7H32");
  line.setAttribute("class", type);
  line.setAttribute("stroke-width", known.types[type].width);
  const head = document.createElementNS(space, "path");
  const drawn = document.querySelector(`#head-${type} path`);
  head.setAttribute("d", drawn.getAttribute("d"));
  head.setAttribute("transform", "translate(42 7)");
  head.setAttribute("class", `${type} head`);
  picture.append(line, head);
  return picture;
}

class Filters {
  constructor(onChange) {
    const typeOf = new Map();
    known.arrows.forEach((arrow) => arrow.deals.forEach((deal) => typeOf.set(deal, arrow.type)));
    this.typeOf = typeOf;
    this.types = Object.entries(known.types).map(([type, { verb }]) => choice(
      byId("types"), type, [sample(type), made("b", verb)], known.deals.filter((_, n) => typeOf.get(n) === type), onChange));
    this.statuses = known.statuses.map(({ status, text, firm }) => choice(
      byId("statuses"), status, [made(firm ? "b" : "i", text)], known.deals.filter((deal) => deal.status === status), onChange));
    if (known.statuses.some(({ firm }) => !firm)) byId("statuses").append(made("p", "In italics: not firm. An arrow without any firm deal is dashed.", "hint"));
    this._dates(onChange);
  }

  _dates(onChange) {
    const dated = known.deals.filter((deal) => deal.dates.length);
    const undated = known.deals.filter((deal) => !deal.dates.length);
    const first = Math.min(...dated.map((deal) => monthOf(deal.dates[0])));
    const last = Math.max(...dated.map((deal) => monthOf(deal.dates[1])));
    [this.from, this.until, this.undated] = [byId("from"), byId("until"), byId("undated")];
    byId("undated-label").hidden = !undated.length;
    byId("undated-label").querySelector("span").textContent = counted(undated);
    this.undated.addEventListener("change", onChange);
    byId("dates").hidden = !dated.length;
    if (!dated.length) return;
    for (const [slider, other, start] of [[this.from, this.until, first], [this.until, this.from, last]]) {
      slider.min = first;
      slider.max = last;
      slider.value = start;
      slider.addEventListener("input", () => {
        // One pushes the other.
        if (Number(this.from.value) > Number(this.until.value)) other.value = slider.value;
        this._tell();
        onChange();
      });
    }
    this._tell();
  }

  _tell() {
    for (const slider of [this.from, this.until]) {
      const text = monthText(Number(slider.value));
      byId(`${slider.id}-text`).textContent = text;
      slider.setAttribute("aria-valuetext", text);
    }
  }

  test() {
    const chosen = (boxes) => new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const [types, statuses] = [chosen(this.types), chosen(this.statuses)];
    const [from, until] = [Number(this.from.value), Number(this.until.value)];
    return known.deals.map((deal, n) => types.has(this.typeOf.get(n)) && statuses.has(deal.status)
      && (deal.dates.length ? monthOf(deal.dates[1]) >= from && monthOf(deal.dates[0]) <= until : this.undated.checked));
  }
}
