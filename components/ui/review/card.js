// The figure that is chosen: its doubts, its indicator, its fields, and what can be done with it.

import { doubts as doubtsOf } from "./checks.js";
import { button, make } from "./make.js";

const FIELDS = [
  "label_raw", "value_raw", "value", "value_high", "comparator", "unit", "role", "year_from", "year_to", "basis",
  "target_form", "attribute",
];

// as many as keys choose from
const MOST_FOUND = 4;

export function drawCard(review) {
  const number = review.at;
  const one = review.candidates.get(number);
  if (!one) return review.card.replaceChildren();
  const isTyping = review.card.contains(review.focused()) && ["INPUT", "SELECT"].includes(review.focused().tagName);
  if (isTyping && review.drawn === number) return;
  const isFocused = review.card.contains(review.focused());
  const held = isFocused ? review.focused().dataset.key : null;
  review.drawn = number;
  const words = review.words;
  const state = review.state(number);
  const figure = make("b", { textContent: review.value(number, "value_raw") || "—" });
  const title = make("p", { className: "title" }, figure, " ", review.value(number, "label_raw"));
  const tag = make("span", { className: "state", data: { state }, textContent: words[`state_${state || "open"}`] });
  title.append(tag);
  const parts = [
    make("div", { className: "top" }, title, make("p", { className: "where", textContent: one.locator })),
    one.place === "table" ? null : make("blockquote", { textContent: one.wording }),
    doubts(review, one),
    picker(review, number),
    fields(review, number),
    alike(review, number),
    buttons(review, number),
  ];
  review.card.replaceChildren(...parts.filter(Boolean));
  const there = held && review.card.querySelector(`[data-key="${held}"]`);
  if (there) there.focus();
  // what was pressed is gone, and the keys go on in the table
  else if (isFocused) review.focusCell();
}

function doubts(review, one) {
  const list = make("ul", { className: "doubts" });
  for (const word of one.against || []) list.append(make("li", { className: "against", textContent: `✕ ${word}` }));
  if (one.otherwise) list.append(make("li", { textContent: `？${one.otherwise}` }));
  for (const word of doubtsOf(review, one.n)) list.append(make("li", { textContent: `？${word}` }));
  return list.childElementCount ? list : null;
}

function name(review, id) {
  const known = review.names.get(id);
  return known ? known[1] : id;
}

function picker(review, number) {
  const one = review.candidates.get(number);
  const chosen = review.value(number, "indicator_id");
  const row = make("div", { className: "picker" });
  row.append(make("span", { className: "caption", textContent: review.words.indicator }));
  const isSearched = review.found?.number === number;
  const offered = isSearched ? [...review.found.offers] : one.near.filter(([id]) => review.names.has(id));
  // one that was made for another figure of the document, where the names are much the same
  const label = review.value(number, "label_raw");
  for (const [id, made] of Object.entries(review.data.fresh)) {
    const isAlike = label && !isSearched && (made.name_zh.includes(label) || label.includes(made.name_zh));
    if (isAlike && !offered.some(([known]) => known === id)) offered.unshift([id, null]);
  }
  if (chosen && !isSearched && !offered.some(([id]) => id === chosen)) offered.unshift([chosen, null]);
  offered.slice(0, 4).forEach(([id, score], i) => {
    const text = `${i + 1} ${name(review, id)}${score === null ? "" : ` ${score}`}`;
    const offer = button("choice", text, () => review.pick(number, id), { data: { key: `near-${i}` } });
    offer.setAttribute("aria-pressed", String(id === chosen));
    row.append(offer);
  });
  const list = make("datalist", { id: "indicators" });
  const search = make("input", {
    type: "search", placeholder: review.words.search, ariaLabel: review.words.search, data: { key: "search" },
  });
  search.setAttribute("list", "indicators");
  search.addEventListener("focus", () => {
    if (list.childElementCount) return;
    for (const known of review.names.values()) list.append(make("option", { value: known[1] }));
  });
  search.addEventListener("change", () => {
    const text = search.value.trim();
    const all = [...review.names.values()];
    const found = all.filter((known) => known[1] === text);
    if (!found.length && text) found.push(...all.filter((known) => known[1].includes(text)));
    // several are offered, to be chosen by their number
    const offers = found.slice(0, MOST_FOUND).map(([id]) => [id, null]);
    review.found = offers.length > 1 ? { number, offers } : null;
    if (found.length === 1) review.pick(number, found[0][0]);
  });
  const fresh = button("choice", review.words.fresh, () => review.ask(number), { data: { key: "fresh" } });
  row.append(search, list, fresh);
  const given = review.data.fresh[chosen];
  return given ? make("div", {}, row, own(review, chosen, given)) : row;
}

// a new indicator as it was filled in by rule, to be corrected
function own(review, id, given) {
  const row = make("div", { className: "fields" });
  for (const name of ["name_zh", "theme_id", "measure", "direction", "unit"]) {
    const field = input(name, given[name], review.data.options[name]);
    field.addEventListener("change", () => {
      const bundle = Math.max(review.bundle, review.data.seen) + 1;
      review.bundle = bundle;
      const own = { [id]: { [name]: field.value } };
      review.tell({ bundle, decisions: {}, fresh: [], at: review.at, review: review.id, own });
    });
    row.append(make("label", {}, make("span", { textContent: review.words[`own_${name}`] }), field));
  }
  return row;
}

function input(name, value, options) {
  if (!options) return make("input", { value: value ?? "", data: { key: name }, autocomplete: "off" });
  const select = make("select", { data: { key: name } });
  for (const [token, words] of options) select.append(make("option", { value: token, textContent: words }));
  select.value = value ?? "";
  return select;
}

function fields(review, number) {
  const row = make("div", { className: "fields" });
  for (const name of FIELDS) {
    const field = input(name, review.value(number, name), review.data.options[name]);
    field.addEventListener("change", () => review.change(number, name, field.value.trim()));
    const label = make("label", { className: name }, make("span", { textContent: review.words[name] }), field);
    label.toggleAttribute("data-changed", name in review.changed(number));
    row.append(label);
  }
  return row;
}

// the same correction for all that were read alike
function alike(review, number) {
  const one = review.candidates.get(number);
  const changes = review.changed(number);
  const row = make("div", { className: "alike" });
  for (const name of ["unit", "role", "year_from", "year_to", "basis"]) {
    if (!(name in changes)) continue;
    const others = review.order().filter((other) => {
      const there = review.candidates.get(other);
      const isOfKind = name === "unit" ? true : there.table === one.table && there.column === one.column;
      const wasAlike = (there[name] ?? "") === (one[name] ?? "");
      return other !== number && isOfKind && wasAlike && !(name in review.changed(other));
    });
    if (!others.length) continue;
    const words = review.words.alike.replace("{name}", review.words[name]).replace("{count}", others.length);
    const act = () => review.decide(others, undefined, { [name]: changes[name] });
    row.append(button("quiet", words, act, { data: { alike: name } }));
  }
  return row.childElementCount ? row : null;
}

function buttons(review, number) {
  const acts = [
    ["accept", () => review.settle("accepted")],
    ["reject", () => review.settle("rejected")],
    ["edit", () => review.edit()],
    ["doubtful", () => review.nextDoubt()],
    ["back", () => review.takeBack()],
  ];
  const row = make("div", { className: "acts" });
  for (const [name, act] of acts) {
    row.append(button(name === "accept" ? "main" : "quiet", review.words[name], act, { data: { key: name } }));
  }
  return row;
}
