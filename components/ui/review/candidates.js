// The right side: what was read, as the printed table, then what stands in text.

import { isDoubtful } from "./checks.js";
import { button, make } from "./make.js";

export function drawTables(review) {
  for (const group of review.data.groups) {
    const head = make("h3", { textContent: group.name });
    const all = button("quiet", "", () => review.acceptRest(group.numbers));
    review.rests.push([all, group.numbers]);
    review.right.append(make("div", { className: "head" }, head, all));
    if (!group.columns) {
      for (const number of group.numbers) review.right.append(phrase(review, number));
      continue;
    }
    const heads = make("tr", {}, make("th", { textContent: "" }), make("th", { textContent: review.words.label }));
    group.columns.forEach((column, i) => {
      const title = make("th", { className: "number", textContent: column });
      review.heads.push([title, group.rows.flatMap((row) => row.cells[i])]);
      heads.append(title);
    });
    const body = make("tbody");
    for (const row of group.rows) {
      if (row.section) {
        const words = make("th", { className: "section", colSpan: group.columns.length + 2, textContent: row.section });
        body.append(make("tr", {}, words));
      }
      const name = make("td");
      review.rowNames.push([name, row.cells.flat()[0]]);
      const line = make("tr", {}, make("td", { className: "row", textContent: row.row_no }), name);
      for (const numbers of row.cells) {
        line.append(make("td", { className: "number" }, ...numbers.map((number) => cell(review, number))));
      }
      body.append(line);
    }
    const table = make("table", {}, make("thead", {}, heads), body);
    review.right.append(make("div", { className: "wide" }, table));
  }
}

// how many figures of a table one press would accept, and how many of them are doubtful
function drawRests(review) {
  for (const [all, numbers] of review.rests) {
    const open = numbers.filter((number) => !review.state(number));
    const doubtful = open.filter((number) => isDoubtful(review, number)).length;
    const words = doubtful ? review.words.rest_doubtful : review.words.rest;
    all.hidden = !open.length;
    all.textContent = words.replace("{count}", open.length).replace("{doubtful}", doubtful);
  }
}

// columns and rows are headed by what their figures say now
function drawHeads(review) {
  const roles = new Map(review.data.options.role);
  for (const [title, numbers] of review.heads) {
    const said = numbers.map((number) => {
      const role = roles.get(review.value(number, "role")) ?? review.words.no_role;
      return `${role} ${review.value(number, "year_to")}`.trim();
    });
    const words = [...new Set(said)].join(" / ");
    if (title.textContent !== words) title.textContent = words;
  }
  for (const [name, number] of review.rowNames) {
    const [label, unit] = ["label_raw", "unit"].map((field) => review.value(number, field));
    if (name.dataset.said === `${label} ${unit}`) continue;
    name.dataset.said = `${label} ${unit}`;
    const isInLabel = [`（${unit}）`, `(${unit})`].some((end) => label.endsWith(end));
    name.replaceChildren(`${label} `, ...(isInLabel ? [] : [make("small", { textContent: unit })]));
  }
}

function cell(review, number) {
  const one = button("cell", "", () => review.go(number), { data: { n: number } });
  review.cells.set(number, one);
  review.join(number, one);
  return one;
}

function phrase(review, number) {
  const one = review.candidates.get(number);
  const figure = make("span", { className: "figure" });
  const words = make("span", { className: "said", textContent: one.wording || one.label_raw });
  const line = button("cell phrase", "", () => review.go(number), { data: { n: number } });
  line.append(figure, words);
  review.cells.set(number, line);
  review.join(number, line);
  return line;
}

// what columns, rows and buttons say of figures that change
export function drawNames(review) {
  drawHeads(review);
  drawRests(review);
}
