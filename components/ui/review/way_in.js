// From the keys of the review to the page's own buttons, which lead into the ledger.

import { isAgainst } from "./checks.js";

// before and after it was seen what changes
const PREVIEW = ".st-key-plan-preview button";
const TAKE_IN = ".st-key-plan-take-in button";
// milliseconds between two looks whether the server has drawn the button, and how often to look
const WAIT = 100;
const LOOKS = 80;

// to the button, once the server has what was decided; to what stands against it, if anything does
export function toWayIn(review, left = LOOKS) {
  review.send();
  const against = review.order().find((number) => isAgainst(review, number));
  const way = document.querySelector(review.data.prepared ? TAKE_IN : PREVIEW);
  const isTold = review.data.seen >= review.bundle;
  if (isTold && against !== undefined) {
    review.go(against);
    review.focusCell();
  } else if (isTold && way && !way.disabled) {
    way.focus();
    way.scrollIntoView({ block: "center" });
  } else if (left) setTimeout(() => toWayIn(review, left - 1), WAIT);
}
