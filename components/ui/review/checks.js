// What of a figure is worth a look.

// in words, as it stands now: a figure has an indicator, or it is said that it has none
export function doubts(review, number) {
  const { nameless } = review.words;
  const others = review.candidates.get(number).doubts.filter((word) => word !== nameless);
  return review.value(number, "indicator_id") ? others : [...others, nameless];
}

export function isAgainst(review, number) {
  return review.candidates.get(number).against?.length > 0;
}

export function isDoubtful(review, number) {
  const isToldOtherwise = Boolean(review.candidates.get(number).otherwise);
  return doubts(review, number).length > 0 || isToldOtherwise || isAgainst(review, number);
}

// not decided and doubtful, or accepted and not fit to come in
export function isToCheck(review, number) {
  return isAgainst(review, number) || (!review.state(number) && isDoubtful(review, number));
}
