// The review of a document that was read: left the page, right the candidates as the printed table. What is decided
// stands here at once and goes to the server in bundles; what the server keeps comes back as data.

// milliseconds without a further decision after which a bundle is sent, and within which one is sent at the latest
const REST = 900;
const LATEST = 6000;
const FIELDS = ["label_raw", "value_raw", "value", "value_high", "comparator", "unit", "role", "year_from", "year_to", "basis",
  "target_form", "attribute"];
// what a person who corrects one figure of a row mostly means for the others of it
const OF_A_ROW = ["label_raw", "unit", "attribute", "indicator_id"];

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let review = parentElement.review;
  if (!review || review.id !== data.review || review.language !== data.language) {
    if (review) review.leave();
    review = parentElement.review = new Review(parentElement);
  }
  review.tell = (bundle) => setTriggerValue("decided", bundle);
  review.take(data);
}

function make(name, given, ...inside) {
  const { data, ...rest } = given || {};
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, data || {});
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
}

// whether a colour of the theme, #rrggbb, is nearer to black
function isDark(colour) {
  const parts = /^#(..)(..)(..)/.exec(colour.trim());
  return Boolean(parts) && parts.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 384;
}

class Review {
  constructor(parent) {
    this.parent = parent;
    this.decided = new Map(); // number → {state, changes}
    this.waiting = new Map(); // what the server was not told yet
    this.fresh = new Set(); // candidates for which an indicator of their own is asked
    this.done = []; // what may be taken back: [number, the decision before][]
    this.bundle = 0;
    this.at = null;
    this.isBuilt = false;
  }

  // data of the server

  take(data) {
    this.id = data.review;
    this.language = data.language;
    this.data = data;
    this.words = data.words;
    this.candidates = new Map(data.candidates.map((one) => [one.n, one]));
    for (const [number, kept] of Object.entries(data.decisions)) {
      if (!this.waiting.has(Number(number))) this.decided.set(Number(number), kept);
    }
    for (const number of [...this.decided.keys()]) {
      if (!(number in data.decisions) && !this.waiting.has(number) && data.seen >= this.bundle) {
        this.decided.delete(number);
      }
    }
    if (data.seen >= this.bundle) this.fresh.clear();
    if (!this.isBuilt) this.build();
    this.root.dataset.look = isDark(getComputedStyle(this.root).getPropertyValue("--st-background-color")) ? "dark" : "light";
    this.names = new Map(data.indicators.map((one) => [one[0], one]));
    this.draw();
  }

  send() {
    clearTimeout(this.resting);
    this.latest = null;
    if (!this.waiting.size && !this.fresh.size && this.told === this.at) return;
    this.bundle = Math.max(this.bundle, this.data.seen) + 1;
    const decisions = Object.fromEntries(this.waiting);
    const bundle = { bundle: this.bundle, decisions, fresh: [...this.fresh], at: this.at, review: this.id };
    this.waiting.clear();
    this.told = this.at;
    this.tell(bundle);
  }

  soon() {
    clearTimeout(this.resting);
    if (this.latest && Date.now() - this.latest > LATEST) return this.send();
    this.latest ||= Date.now();
    this.resting = setTimeout(() => this.send(), REST);
  }

  leave() {
    clearTimeout(this.resting);
    this.root.remove();
  }

  // what a candidate says now

  state(number) {
    return this.decided.get(number)?.state || "";
  }

  changed(number) {
    return this.decided.get(number)?.changes || {};
  }

  value(number, field) {
    const changes = this.changed(number);
    if (field in changes) return changes[field];
    const one = this.candidates.get(number);
    // what the server read anew of a print that was corrected
    const isAnew = one.anew && one.anew.value_raw === changes.value_raw;
    return (isAnew ? one.anew[field] : one[field]) ?? "";
  }

  isDoubtful(number) {
    const one = this.candidates.get(number);
    return one.doubts.length > 0 || one.against?.length > 0 || !this.value(number, "indicator_id");
  }

  decide(numbers, state, changes) {
    const before = [];
    for (const number of numbers) {
      const held = this.decided.get(number);
      before.push([number, held]);
      const now = { state: state ?? held?.state ?? "", changes: { ...(held?.changes || {}), ...(changes || {}) } };
      for (const name of Object.keys(now.changes)) {
        if (now.changes[name] === (this.candidates.get(number)[name] ?? "")) delete now.changes[name];
      }
      this.decided.set(number, now);
      this.waiting.set(number, now);
    }
    this.done.push(before);
    this.soon();
    this.draw();
  }

  takeBack() {
    const before = this.done.pop();
    if (!before) return;
    for (const [number, held] of before) {
      const now = held || { state: "", changes: {} };
      this.decided.set(number, now);
      this.waiting.set(number, now);
    }
    this.soon();
    this.go(before[0][0]);
  }

  // the way through

  order() {
    return this.data.groups.flatMap((group) => group.numbers);
  }

  next(step, suits) {
    const order = this.order();
    const from = order.indexOf(this.at);
    for (let i = 1; i <= order.length; i += 1) {
      const number = order[(from + step * i + order.length * 2) % order.length];
      if (!suits || suits(number)) return number;
    }
    return null;
  }

  go(number, isQuiet) {
    if (number === null || number === undefined) return this.draw();
    this.at = number;
    this.draw();
    this.show(this.cells.get(number), this.right, isQuiet);
    this.show(this.marks.get(number), this.left, isQuiet);
  }

  forward() {
    const open = (number) => !this.state(number);
    const doubtful = this.next(1, (number) => open(number) && this.isDoubtful(number));
    this.go(this.isFirstDoubtful ? doubtful ?? this.next(1, open) : this.next(1, open) ?? this.at);
  }

  show(element, pane) {
    if (!element) return;
    const place = element.getBoundingClientRect();
    const room = pane.getBoundingClientRect();
    if (place.top >= room.top + 40 && place.bottom <= room.bottom - 40) return;
    this.quiet = Date.now();
    pane.scrollTop += place.top - room.top - room.height / 3;
  }

  // both sides move together: what stands at the top of one is brought into sight on the other
  follow(from, places, to, others) {
    if (Date.now() - (this.quiet || 0) < 250) return;
    const room = from.getBoundingClientRect();
    for (const [number, element] of places) {
      const place = element.getBoundingClientRect();
      if (place.top >= room.top && place.top <= room.bottom) return this.show(others.get(number), to);
    }
  }

  // drawing

  build() {
    const words = this.words;
    this.root = make("div", { className: "review", tabIndex: -1 });
    this.first = make("div", { className: "first", role: "group", ariaLabel: words.first });
    this.left = make("div", { className: "original", tabIndex: 0, role: "region", ariaLabel: words.original });
    this.right = make("div", { className: "read", tabIndex: 0, role: "region", ariaLabel: words.read });
    this.card = make("div", { className: "card", role: "region", ariaLabel: words.card });
    this.live = make("p", { className: "live", ariaLive: "polite" });
    const side = make("div", { className: "side" }, this.right, this.card);
    this.root.append(this.first, make("div", { className: "both" }, this.left, side), this.live);
    this.parent.append(this.root);
    this.marks = new Map();
    this.cells = new Map();
    this.parts = new Map(); // number → the elements that show its state
    this.isFirstDoubtful = false;
    if (this.data.pages.length) this.drawPages();
    else this.drawText();
    this.drawTables();
    this.left.addEventListener("scroll", () => this.follow(this.left, this.marks, this.right, this.cells), { passive: true });
    this.right.addEventListener("scroll", () => this.follow(this.right, this.cells, this.left, this.marks), { passive: true });
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.send();
    });
    this.isBuilt = true;
    this.at = this.data.at ?? this.order()[0] ?? null;
    this.told = this.at;
    requestAnimationFrame(() => this.go(this.at));
  }

  drawText() {
    for (const block of this.data.blocks) {
      if (block.rows) {
        const body = make("tbody");
        for (const row of block.rows) {
          const line = make("tr");
          for (const cell of row) {
            const place = make("td", { rowSpan: cell.high || 1, colSpan: cell.wide || 1 });
            this.write(place, cell);
            line.append(place);
          }
          body.append(line);
        }
        this.left.append(make("div", { className: "wide" }, make("table", {}, body)));
      } else {
        const line = make("p");
        this.write(line, block);
        this.left.append(line);
      }
    }
  }

  // a text with the phrases that candidates were read from marked
  write(place, { text, marks }) {
    let at = 0;
    for (const [from, to, number] of marks || []) {
      if (from < at) continue;
      place.append(text.slice(at, from));
      const mark = make("mark", { textContent: text.slice(from, to), data: { n: number } });
      mark.addEventListener("click", () => this.go(number));
      this.marks.set(number, mark);
      this.join(number, mark);
      place.append(mark);
      at = to;
    }
    place.append(text.slice(at));
  }

  drawPages() {
    for (const page of this.data.pages) {
      const sheet = make("div", { className: "sheet", data: { page: page.number } });
      const picture = make("img", { loading: "lazy", alt: page.alt, src: page.source });
      picture.style.aspectRatio = page.ratio;
      sheet.append(picture);
      for (const [number, left, top, right, bottom] of page.places) {
        const mark = make("button", { type: "button", className: "place", ariaLabel: this.candidates.get(number).value_raw });
        const sides = [["left", left], ["top", top], ["width", right - left], ["height", bottom - top]];
        for (const [side, share] of sides) mark.style[side] = `${100 * share}%`;
        mark.addEventListener("click", () => this.go(number));
        this.marks.set(number, mark);
        this.join(number, mark);
        sheet.append(mark);
      }
      this.left.append(sheet);
    }
  }

  join(number, element) {
    this.parts.set(number, [...(this.parts.get(number) || []), element]);
  }

  drawTables() {
    for (const group of this.data.groups) {
      const head = make("h3", { textContent: group.name });
      const all = make("button", { type: "button", className: "quiet", textContent: this.words.rest });
      all.addEventListener("click", () => this.acceptRest(group.numbers));
      this.right.append(make("div", { className: "head" }, head, all));
      if (!group.columns) {
        for (const number of group.numbers) this.right.append(this.phrase(number));
        continue;
      }
      const heads = make("tr", {}, make("th", { textContent: "" }), make("th", { textContent: this.words.label }));
      for (const column of group.columns) heads.append(make("th", { className: "number", textContent: column }));
      const body = make("tbody");
      for (const row of group.rows) {
        if (row.section) {
          const words = make("th", { className: "section", colSpan: group.columns.length + 2, textContent: row.section });
          body.append(make("tr", {}, words));
        }
        const unit = make("small", { textContent: row.unit });
        const name = make("td", {}, row.label, " ", unit);
        const line = make("tr", {}, make("td", { className: "row", textContent: row.row_no }), name);
        for (const numbers of row.cells) {
          line.append(make("td", { className: "number" }, ...numbers.map((number) => this.cell(number))));
        }
        body.append(line);
      }
      const table = make("table", {}, make("thead", {}, heads), body);
      this.right.append(make("div", { className: "wide" }, table));
    }
  }

  cell(number) {
    const one = make("button", { type: "button", className: "cell", data: { n: number } });
    one.addEventListener("click", () => this.go(number));
    this.cells.set(number, one);
    this.join(number, one);
    return one;
  }

  phrase(number) {
    const one = this.candidates.get(number);
    const figure = make("span", { className: "figure" });
    const words = make("span", { className: "said", textContent: one.wording || one.label_raw });
    const line = make("button", { type: "button", className: "cell phrase", data: { n: number } }, figure, words);
    line.addEventListener("click", () => this.go(number));
    this.cells.set(number, line);
    this.join(number, line);
    return line;
  }

  draw() {
    for (const [number, parts] of this.parts) {
      const state = this.state(number);
      const one = this.candidates.get(number);
      for (const part of parts) {
        part.dataset.state = state;
        part.toggleAttribute("data-doubt", !state && this.isDoubtful(number));
        part.toggleAttribute("data-against", Boolean(one.against?.length));
        part.toggleAttribute("data-at", number === this.at);
        if (part.classList.contains("cell")) {
          part.setAttribute("aria-current", String(number === this.at));
          const text = this.said(number);
          const place = part.querySelector(".figure") || part;
          if (place.textContent !== text) place.textContent = text;
          part.ariaLabel = [this.value(number, "label_raw"), text, this.words[`state_${state || "open"}`]].join(" ");
        }
      }
    }
    this.drawFirst();
    this.drawCard();
    const count = this.order().filter((number) => this.state(number)).length;
    this.say(this.words.count.replace("{count}", count).replace("{all}", this.order().length));
  }

  // the figure as it is printed, or as it was corrected
  said(number) {
    const changes = this.changed(number);
    const one = this.candidates.get(number);
    const isCorrected = ["value", "value_high", "comparator"].some((name) => name in changes);
    if (!isCorrected) return changes.value_raw || one.value_raw || "—";
    const high = this.value(number, "value_high");
    const sign = { ge: "≥", le: "≤", gt: ">", lt: "<", approx: "≈" }[this.value(number, "comparator")] || "";
    return sign + this.value(number, "value") + (high ? `—${high}` : "");
  }

  drawFirst() {
    const isFocused = this.first.contains(this.focused());
    const open = this.order().filter((number) => !this.state(number));
    const doubtful = open.filter((number) => this.isDoubtful(number));
    const kinds = new Map();
    for (const number of doubtful) {
      const one = this.candidates.get(number);
      for (const word of [...(one.against || []), ...one.doubts]) {
        kinds.set(word, [...(kinds.get(word) || []), number]);
      }
    }
    const decided = this.order().length - open.length;
    const progress = make("progress", { max: this.order().length, value: decided, ariaLabel: this.words.progress });
    const count = make("span", {
      className: "count",
      textContent: this.words.count.replace("{count}", decided).replace("{all}", this.order().length),
    });
    this.first.replaceChildren(progress, count);
    for (const [word, numbers] of kinds) {
      const button = make("button", { type: "button", className: "doubt", textContent: `${word} ${numbers.length}` });
      button.addEventListener("click", () => {
        const later = numbers.find((number) => this.order().indexOf(number) > this.order().indexOf(this.at));
        this.go(later ?? numbers[0]);
      });
      this.first.append(button);
    }
    const nameless = this.nameless();
    if (nameless.length) {
      const words = this.words.all_fresh.replace("{count}", nameless.length);
      const button = make("button", { type: "button", className: "quiet", textContent: words });
      button.addEventListener("click", () => this.askAll(nameless));
      this.first.append(button);
    }
    const sure = open.filter((number) => this.candidates.get(number).sure);
    if (sure.length) {
      const words = this.words.sure.replace("{count}", sure.length);
      const button = make("button", { type: "button", className: "quiet", textContent: words, title: this.words.sure_what });
      button.addEventListener("click", () => this.decide(sure, "accepted"));
      this.first.append(button);
    }
    // what was pressed is drawn anew, and the keys go on in the table
    if (isFocused) this.focusCell();
  }

  drawCard() {
    const number = this.at;
    const one = this.candidates.get(number);
    if (!one) return this.card.replaceChildren();
    const isTyping = this.card.contains(this.focused()) && ["INPUT", "SELECT"].includes(this.focused().tagName);
    if (isTyping && this.drawn === number) return;
    const held = this.card.contains(this.focused()) ? this.focused().dataset.key : null;
    this.drawn = number;
    const words = this.words;
    const state = this.state(number);
    const title = make("p", { className: "title" }, make("b", { textContent: this.value(number, "value_raw") || "—" }), " ", this.value(number, "label_raw"));
    const tag = make("span", { className: "state", data: { state }, textContent: words[`state_${state || "open"}`] });
    title.append(tag);
    const parts = [
      make("div", { className: "top" }, title, make("p", { className: "where", textContent: one.locator })),
      one.place === "table" ? null : make("blockquote", { textContent: one.wording }),
      this.doubts(one),
      this.picker(number),
      this.fields(number),
      this.alike(number),
      this.buttons(number),
    ];
    this.card.replaceChildren(...parts.filter(Boolean));
    if (held) this.card.querySelector(`[data-key="${held}"]`)?.focus();
  }

  doubts(one) {
    const list = make("ul", { className: "doubts" });
    for (const word of one.against || []) list.append(make("li", { className: "against", textContent: `✕ ${word}` }));
    for (const word of one.doubts) list.append(make("li", { textContent: `？${word}` }));
    return list.childElementCount ? list : null;
  }

  name(id) {
    const known = this.names.get(id);
    return known ? known[1] : id;
  }

  picker(number) {
    const one = this.candidates.get(number);
    const chosen = this.value(number, "indicator_id");
    const row = make("div", { className: "picker" });
    row.append(make("span", { className: "caption", textContent: this.words.indicator }));
    const offered = one.near.filter(([id]) => this.names.has(id));
    if (chosen && !offered.some(([id]) => id === chosen)) offered.unshift([chosen, null]);
    offered.slice(0, 4).forEach(([id, score], i) => {
      const text = `${i + 1} ${this.name(id)}${score === null ? "" : ` ${score}`}`;
      const button = make("button", { type: "button", className: "choice", textContent: text, data: { key: `near-${i}` } });
      button.setAttribute("aria-pressed", String(id === chosen));
      button.addEventListener("click", () => this.pick(number, id));
      row.append(button);
    });
    const list = make("datalist", { id: "indicators" });
    const search = make("input", {
      type: "search", placeholder: this.words.search, ariaLabel: this.words.search, data: { key: "search" },
    });
    search.setAttribute("list", "indicators");
    search.addEventListener("focus", () => {
      if (!list.childElementCount) for (const known of this.names.values()) list.append(make("option", { value: known[1] }));
    });
    search.addEventListener("change", () => {
      const found = [...this.names.values()].find((known) => known[1] === search.value);
      if (found) this.pick(number, found[0]);
    });
    const fresh = make("button", { type: "button", className: "choice", textContent: this.words.fresh, data: { key: "fresh" } });
    fresh.addEventListener("click", () => this.ask(number));
    row.append(search, list, fresh);
    const own = this.data.fresh[chosen];
    return own ? make("div", {}, row, this.own(chosen, own)) : row;
  }

  // a new indicator as it was filled in by rule, to be corrected
  own(id, given) {
    const row = make("div", { className: "fields" });
    for (const name of ["name_zh", "theme_id", "measure", "direction", "unit"]) {
      const input = this.input(name, given[name], this.data.options[name]);
      input.addEventListener("change", () => {
        const bundle = Math.max(this.bundle, this.data.seen) + 1;
        this.bundle = bundle;
        this.tell({ bundle, decisions: {}, fresh: [], at: this.at, review: this.id, own: { [id]: { [name]: input.value } } });
      });
      row.append(make("label", {}, make("span", { textContent: this.words[`own_${name}`] }), input));
    }
    return row;
  }

  input(name, value, options) {
    if (!options) return make("input", { value: value ?? "", data: { key: name }, autocomplete: "off" });
    const select = make("select", { data: { key: name } });
    for (const [token, words] of options) select.append(make("option", { value: token, textContent: words }));
    select.value = value ?? "";
    return select;
  }

  fields(number) {
    const row = make("div", { className: "fields" });
    for (const name of FIELDS) {
      const input = this.input(name, this.value(number, name), this.data.options[name]);
      input.addEventListener("change", () => this.change(number, name, input.value.trim()));
      const label = make("label", { className: name }, make("span", { textContent: this.words[name] }), input);
      label.toggleAttribute("data-changed", name in this.changed(number));
      row.append(label);
    }
    return row;
  }

  sameRow(number) {
    const one = this.candidates.get(number);
    return this.order().filter((other) => {
      const row = this.candidates.get(other);
      return other !== number && row.table === one.table && row.label_raw === one.label_raw && row.row_no === one.row_no;
    });
  }

  change(number, name, value) {
    const others = OF_A_ROW.includes(name) && this.candidates.get(number).place === "table" ? this.sameRow(number) : [];
    this.decide([number, ...others], undefined, { [name]: value });
  }

  pick(number, id) {
    const one = this.candidates.get(number);
    const alike = this.order().filter((other) => {
      const row = this.candidates.get(other);
      return row.label_raw === one.label_raw && row.unit === one.unit && !this.state(other);
    });
    this.decide([...new Set([number, ...alike, ...this.sameRow(number)])], undefined, { indicator_id: id });
  }

  // the first figure of each row of a table that has no indicator
  nameless() {
    const seen = new Set();
    return this.order().filter((number) => {
      const one = this.candidates.get(number);
      const key = `${one.table} ${one.label_raw}`;
      const isAsked = one.place === "table" && !this.value(number, "indicator_id") && this.state(number) !== "rejected";
      return isAsked && !seen.has(key) && seen.add(key);
    });
  }

  askAll(numbers) {
    for (const number of numbers) this.fresh.add(number);
    this.send();
  }

  ask(number) {
    this.fresh.add(number);
    this.send();
  }

  // the same correction for all that were read alike
  alike(number) {
    const one = this.candidates.get(number);
    const changes = this.changed(number);
    const row = make("div", { className: "alike" });
    for (const name of ["unit", "role", "year_from", "year_to", "basis"]) {
      if (!(name in changes)) continue;
      const others = this.order().filter((other) => {
        const there = this.candidates.get(other);
        const isOfKind = name === "unit" ? true : there.table === one.table && there.column === one.column;
        return other !== number && isOfKind && (there[name] ?? "") === (one[name] ?? "") && !(name in this.changed(other));
      });
      if (!others.length) continue;
      const words = this.words.alike.replace("{name}", this.words[name]).replace("{count}", others.length);
      const button = make("button", { type: "button", className: "quiet", textContent: words });
      button.addEventListener("click", () => this.decide(others, undefined, { [name]: changes[name] }));
      row.append(button);
    }
    return row.childElementCount ? row : null;
  }

  buttons(number) {
    const acts = [
      ["accept", () => this.settle("accepted")],
      ["reject", () => this.settle("rejected")],
      ["edit", () => this.edit()],
      ["doubtful", () => this.nextDoubt()],
      ["back", () => this.takeBack()],
    ];
    const row = make("div", { className: "acts" });
    for (const [name, act] of acts) {
      const button = make("button", { type: "button", textContent: this.words[name], data: { key: name } });
      button.className = name === "accept" ? "main" : "quiet";
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }

  // what a person does

  settle(state) {
    const now = this.state(this.at) === state ? "" : state;
    this.decide([this.at], now);
    if (now) this.forward();
    this.focusCell();
  }

  acceptRest(numbers) {
    this.decide(numbers.filter((number) => !this.state(number)), "accepted");
    this.forward();
    this.focusCell();
  }

  nextDoubt() {
    this.isFirstDoubtful = true;
    this.go(this.next(1, (number) => !this.state(number) && this.isDoubtful(number)));
    this.focusCell();
  }

  edit() {
    const field = this.card.querySelector("[data-key=value_raw]");
    field?.focus();
    field?.select?.();
  }

  focused() {
    return this.parent.getRootNode().activeElement;
  }

  focusCell() {
    this.cells.get(this.at)?.focus({ preventScroll: true });
  }

  press(event) {
    // keys typed in here are no commands of the frame around
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isField = ["INPUT", "SELECT"].includes(event.target.tagName);
    if (isField) {
      if (event.key === "Enter") {
        event.preventDefault();
        event.target.blur();
        this.focusCell();
        this.draw();
      }
      return;
    }
    const acts = {
      j: () => this.step(1), ArrowDown: () => this.step(1),
      k: () => this.step(-1), ArrowUp: () => this.step(-1),
      a: () => this.settle("accepted"), x: () => this.settle("rejected"), e: () => this.edit(),
      d: () => this.nextDoubt(), z: () => this.takeBack(),
      g: () => this.acceptRest(this.group(this.at).numbers),
      n: () => this.ask(this.at), s: () => this.card.querySelector("[data-key=search]")?.focus(),
    };
    const near = "1234".indexOf(event.key);
    const act = near >= 0 ? () => this.card.querySelector(`[data-key="near-${near}"]`)?.click() : acts[event.key];
    if (!act || event.target.closest(".original, .read") === event.target && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    act();
  }

  step(by) {
    this.isFirstDoubtful = false;
    this.go(this.next(by));
    this.focusCell();
    this.soon();
  }

  group(number) {
    return this.data.groups.find((one) => one.numbers.includes(number));
  }

  say(text) {
    if (this.live.textContent !== text) this.live.textContent = text;
  }
}
