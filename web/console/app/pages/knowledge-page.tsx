export const KnowledgePage = () => null;
export const ArticlePage = () => null;
export const NoArticle = () => null;
