// What is worth checking first: how much is decided, the kinds of doubts, and what can be decided in one.

import { doubts, isAgainst, isToCheck } from "./checks.js";
import { button, make } from "./make.js";

export function drawFirst(review) {
  const isFocused = review.first.contains(review.focused());
  const open = review.order().filter((number) => !review.state(number));
  const toCheck = review.order().filter((number) => isToCheck(review, number));
  const kinds = new Map();
  for (const number of toCheck) {
    const one = review.candidates.get(number);
    // each says another figure: told beside it, counted here as one kind, as what stands against a figure is
    const otherwise = one.otherwise ? [review.words.otherwise] : [];
    const against = isAgainst(review, number) ? [review.words.against] : [];
    for (const word of [...against, ...otherwise, ...doubts(review, number)]) {
      kinds.set(word, [...(kinds.get(word) || []), number]);
    }
  }
  const decided = review.order().length - open.length;
  const progress = make("progress", { max: review.order().length, value: decided, ariaLabel: review.words.progress });
  const count = make("span", {
    className: "count",
    textContent: review.words.count.replace("{count}", decided).replace("{all}", review.order().length),
  });
  review.first.replaceChildren(progress, count);
  for (const [word, numbers] of kinds) {
    const act = () => {
      const later = numbers.find((number) => review.order().indexOf(number) > review.order().indexOf(review.at));
      review.go(later ?? numbers[0]);
    };
    const look = word === review.words.against ? "doubt against" : "doubt";
    review.first.append(button(look, `${word} ${numbers.length}`, act));
  }
  const nameless = withoutIndicator(review);
  if (nameless.length) {
    const words = review.words.all_fresh.replace("{count}", nameless.length);
    review.first.append(button("quiet", words, () => review.askAll(nameless)));
  }
  const sure = open.filter((number) => review.candidates.get(number).sure);
  if (sure.length) {
    const words = review.words.sure.replace("{count}", sure.length);
    const title = review.words.sure_what;
    review.first.append(button("quiet", words, () => review.decide(sure, "accepted"), { title }));
  }
  // what was pressed is drawn anew, and the keys go on in the table
  if (isFocused) review.focusCell();
}

// the first figure of each row of a table that has no indicator
function withoutIndicator(review) {
  const seen = new Set();
  return review.order().filter((number) => {
    const one = review.candidates.get(number);
    const key = `${one.table} ${one.label_raw}`;
    const isAsked =
      one.place === "table" && !review.value(number, "indicator_id") && review.state(number) !== "rejected";
    return isAsked && !seen.has(key) && seen.add(key);
  });
}
