// Mantine's rem() and breakpoint helpers; its own light-dark() rewrite is off, because the tokens
// use the browser's light-dark(), which follows color-scheme.
export default { plugins: { "postcss-preset-mantine": { features: { lightDarkFunction: false } } } };
