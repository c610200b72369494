// What the server was not told yet outlives a reload: it is kept in this tab until the server has it.

const place = (review) => `planledger-review-${review.id}`;

function kept(review) {
  return Object.entries(JSON.parse(sessionStorage.getItem(place(review)) || "{}"));
}

export function keepUntold(review) {
  const isTold = review.data.seen >= review.bundle;
  const untold = Object.fromEntries([...(isTold ? [] : kept(review)), ...review.waiting]);
  if (Object.keys(untold).length) sessionStorage.setItem(place(review), JSON.stringify(untold));
  else sessionStorage.removeItem(place(review));
}

// whether anything was kept, which the review has now and is to be sent
export function takeUntold(review) {
  const untold = kept(review).filter(([number]) => review.candidates.has(Number(number)));
  for (const [number, decision] of untold) {
    review.decided.set(Number(number), decision);
    review.waiting.set(Number(number), decision);
  }
  return untold.length > 0;
}
