// Closes the menu of further briefings where a reader clicks elsewhere or presses Escape; it opens without script.
(() => {
  "use strict";
  const open = () => document.querySelector(".more-tabs details[open]");

  addEventListener("click", (event) => {
    const menu = open();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    const menu = open();
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
