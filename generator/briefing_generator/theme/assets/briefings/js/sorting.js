// Sorts the table of sources by the column whose header is pressed.
(() => {
  "use strict";
  const value = (cell) => cell.querySelector("time")?.dateTime ?? cell.textContent.trim();

  function start() {
    for (const table of document.querySelectorAll(".sortable table")) {
      const headers = [...table.querySelectorAll("thead th")];
      headers.forEach((header, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...header.childNodes);
        header.append(button);
        button.addEventListener("click", () => {
          const way = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
          for (const other of headers) other.removeAttribute("aria-sort");
          header.setAttribute("aria-sort", way);
          const rows = [...table.tBodies[0].rows];
          rows.sort((a, b) => value(a.cells[column]).localeCompare(value(b.cells[column]), undefined, { numeric: true }));
          if (way === "descending") rows.reverse();
          table.tBodies[0].append(...rows);
        });
      });
    }
  }

  if (window.document$) document$.subscribe(start);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
