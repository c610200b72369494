// The left side: the text of a document with its phrases marked, or its pages as pictures with their places.

import { button, make } from "./make.js";

export function drawText(review) {
  for (const block of review.data.blocks) {
    if (block.rows) {
      const body = make("tbody");
      for (const row of block.rows) {
        const line = make("tr");
        for (const cell of row) {
          const place = make("td", { rowSpan: cell.high || 1, colSpan: cell.wide || 1 });
          write(review, place, cell);
          line.append(place);
        }
        body.append(line);
      }
      review.left.append(make("div", { className: "wide" }, make("table", {}, body)));
    } else {
      const line = make("p");
      write(review, line, block);
      review.left.append(line);
    }
  }
}

// a text with the phrases that candidates were read from marked
function write(review, place, { text, marks }) {
  let at = 0;
  for (const [from, to, number] of marks || []) {
    if (from < at) continue;
    place.append(text.slice(at, from));
    const mark = make("mark", { textContent: text.slice(from, to), data: { n: number } });
    mark.addEventListener("click", () => review.go(number));
    review.marks.set(number, mark);
    review.join(number, mark);
    place.append(mark);
    at = to;
  }
  place.append(text.slice(at));
}

export function drawPages(review) {
  for (const page of review.data.pages) {
    const sheet = make("div", { className: "sheet", data: { page: page.number } });
    const picture = make("img", { loading: "lazy", alt: page.alt, src: page.source });
    sheet.append(picture);
    for (const [number, left, top, right, bottom] of page.places) {
      const ariaLabel = review.candidates.get(number).value_raw;
      const mark = button("place", "", () => review.go(number), { ariaLabel });
      const sides = [["left", left], ["top", top], ["width", right - left], ["height", bottom - top]];
      for (const [side, share] of sides) mark.style[side] = `${100 * share}%`;
      review.marks.set(number, mark);
      review.join(number, mark);
      sheet.append(mark);
    }
    review.left.append(sheet);
  }
}
