// Reads a page with the browser's own parser, before any script, and compares what stands among the words with the list.
([page, allowed]) => {
  const wrong = [];
  const read = new DOMParser().parseFromString(page, "text/html");
  const classes = new Set(allowed.classes.split(/\s+/));
  for (const element of read.querySelectorAll(".md-content__inner *")) {
    // The theme's own buttons and signs stand in the same element.
    if (element.closest(".md-content__button, .md-source-file")) continue;
    const name = element.localName;
    const own = allowed.elements[name];
    if (!own) { wrong.push(`element ${name}`); continue; }
    for (const { name: attribute, value } of element.attributes) {
      if (![...own, ...allowed.everywhere].includes(attribute)) wrong.push(`${name} ${attribute}`);
      if (attribute === "class") wrong.push(...[...element.classList].filter((c) => !classes.has(c)).map((c) => `class ${c}`));
      if (attribute === "id" && !/^[A-Za-z0-9][\w.:-]*$/.test(value)) wrong.push(`id ${value}`);
      if (attribute === "href" && !/^(https?:|mailto:|[^:\/\\]*$|[^:]*\/)/i.test(value)) wrong.push(`address ${value}`);
    }
  }
  return wrong;
}
