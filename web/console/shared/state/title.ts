const product = "Firstline";
let page = "";
let count = 0;

const show = () => {
  const title = page ? `${page} · ${product}` : product;
  document.title = count > 0 ? `(${count}) ${title}` : title;
};

export function setTitle(title: string): void {
  page = title;
  show();
}

/** What waits for this agent, readable from another tab. */
export function setTitleCount(waiting: number): void {
  count = waiting;
  show();
}
