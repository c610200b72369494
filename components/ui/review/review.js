// The review of a document that was read: left the page, right the candidates as the printed table. What is decided
// stands here at once and goes to the server in bundles; what the server keeps comes back as data.

import { drawNames, drawTables } from "./candidates.js";
import { drawCard } from "./card.js";
import { isDoubtful, isToCheck } from "./checks.js";
import { drawFirst } from "./first.js";
import { make } from "./make.js";
import { drawPages, drawText } from "./original.js";
import { keepUntold, takeUntold } from "./untold.js";
import { toWayIn } from "./way_in.js";

// milliseconds without a decision after which a bundle is sent, and within which one is sent at the latest
const REST = 900;
const LATEST = 6000;
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
    const ground = getComputedStyle(this.root).getPropertyValue("--st-background-color");
    this.root.dataset.look = isDark(ground) ? "dark" : "light";
    this.names = new Map(data.indicators.map((one) => [one[0], one]));
    this.draw();
    keepUntold(this);
    if (data.prepared && !this.isPrepared) toWayIn(this);
    this.isPrepared = data.prepared;
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
    keepUntold(this);
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

  decide(numbers, state, changes) {
    const before = [];
    for (const number of numbers) {
      const held = this.decided.get(number);
      before.push([number, held]);
      const now = { state: state ?? held?.state ?? "", changes: { ...(held?.changes || {}), ...this.whole(number, changes) } };
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

  // what is of one year, and no span, stays so
  whole(number, changes) {
    const isOfAYear = this.value(number, "year_from") === this.value(number, "year_to");
    return changes?.year_to && isOfAYear ? { year_from: changes.year_to, ...changes } : changes || {};
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
    const doubtful = this.next(1, (number) => open(number) && isDoubtful(this, number));
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
    // what says anew what its figures say: [a column's title, a row's name or a group's button, numbers][]
    [this.heads, this.rowNames, this.rests] = [[], [], []];
    this.parts = new Map(); // number → the elements that show its state
    this.isFirstDoubtful = false;
    if (this.data.pages.length) drawPages(this);
    else drawText(this);
    drawTables(this);
    const sides = [[this.left, this.marks], [this.right, this.cells]];
    for (const [[from, places], [to, others]] of [sides, [...sides].reverse()]) {
      from.addEventListener("scroll", () => this.follow(from, places, to, others), { passive: true });
    }
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.send();
    });
    this.isBuilt = true;
    if (takeUntold(this)) this.soon();
    this.at = this.data.at ?? this.order()[0] ?? null;
    this.told = this.at;
    requestAnimationFrame(() => {
      this.go(this.at);
      // what a document was dropped or opened with is gone: the keys are ready without a click
      if (document.activeElement === document.body) this.focusCell();
    });
  }

  join(number, element) {
    this.parts.set(number, [...(this.parts.get(number) || []), element]);
  }

  draw() {
    for (const [number, parts] of this.parts) {
      const state = this.state(number);
      const one = this.candidates.get(number);
      for (const part of parts) {
        part.dataset.state = state;
        part.toggleAttribute("data-doubt", !state && isDoubtful(this, number));
        part.toggleAttribute("data-against", Boolean(one.against?.length));
        part.toggleAttribute("data-at", number === this.at);
        // one stop of the tabulator for all figures: within them j, k and the arrows lead
        if (part.tagName === "BUTTON") part.tabIndex = number === this.at ? 0 : -1;
        if (part.classList.contains("cell")) {
          part.setAttribute("aria-current", String(number === this.at));
          const text = this.said(number);
          const place = part.querySelector(".figure") || part;
          if (place.textContent !== text) place.textContent = text;
          part.ariaLabel = [this.value(number, "label_raw"), text, this.words[`state_${state || "open"}`]].join(" ");
        }
      }
    }
    drawFirst(this);
    drawNames(this);
    drawCard(this);
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

  // what a person does

  sameRow(number) {
    const one = this.candidates.get(number);
    return this.order().filter((other) => {
      const row = this.candidates.get(other);
      const isOfRow = row.table === one.table && row.label_raw === one.label_raw && row.row_no === one.row_no;
      return other !== number && isOfRow;
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

  askAll(numbers) {
    for (const number of numbers) this.fresh.add(number);
    this.send();
  }

  ask(number) {
    this.fresh.add(number);
    this.send();
  }

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
    this.go(this.next(1, (number) => isToCheck(this, number)));
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
      d: () => this.nextDoubt(), z: () => this.takeBack(), f: () => toWayIn(this),
      g: () => this.acceptRest(this.group(this.at).numbers),
      t: () => this.card.querySelector("[data-alike]")?.click(),
      n: () => this.ask(this.at), s: () => this.card.querySelector("[data-key=search]")?.focus(),
    };
    const near = "1234".indexOf(event.key);
    const act = near >= 0 ? () => this.card.querySelector(`[data-key="near-${near}"]`)?.click() : acts[event.key];
    if (!act || event.target.closest(".original, .read") === event.target && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    this.root.scrollIntoView({ block: "nearest" });
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
