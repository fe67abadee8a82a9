/** Server-sent events out of a text that grows (WHATWG HTML, 9.2), as far as the service writes them. */
export class EventText {
  #read = 0;

  /** The events that are whole since the last call. */
  next(text: string): Array<{ name: string; data: string }> {
    const end = text.lastIndexOf('\n\n');
    if (end < this.#read) return [];
    const blocks = text.slice(this.#read, end).split('\n\n');
    this.#read = end + 2;
    return blocks.flatMap((block) => {
      const data = field(block, 'data');
      return data === undefined ? [] : [{ name: field(block, 'event') ?? 'message', data }];
    });
  }
}

function field(block: string, name: string): string | undefined {
  return block
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trimStart();
}
