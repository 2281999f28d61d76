/** Where a workspace serves a picture that a text names "/files/<id>"; undefined for any other address. */
export const servedFrom = (workspace: string) => (address: string) => {
  const id = /^\/files\/([\da-f-]{36})$/.exec(address)?.[1];
  return id && `/files/${workspace}/${id}`;
};
