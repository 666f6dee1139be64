/** Numbers waiting in the order of their keys, least first: a binary heap. */
export class Queue {
  size = 0
  private keys = new Float64Array(1024)
  private values = new Int32Array(1024)

  /** The least key waiting. */
  get least(): number {
    return this.keys[0] ?? 0
  }

  clear(): void {
    this.size = 0
  }

  add(key: number, value: number): void {
    if (this.size === this.keys.length) this.grow()
    const { keys, values } = this
    let at = this.size
    this.size += 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = keys[parent] ?? 0
      if (above <= key) break
      keys[at] = above
      values[at] = values[parent] ?? 0
      at = parent
    }
    keys[at] = key
    values[at] = value
  }

  /** Takes the value with the least key away. */
  take(): number {
    const { keys, values } = this
    const taken = values[0] ?? 0
    this.size -= 1
    const { size } = this
    const key = keys[size] ?? 0
    const value = values[size] ?? 0
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child += 1
      const below = keys[child] ?? 0
      if (below >= key) break
      keys[at] = below
      values[at] = values[child] ?? 0
      at = child
    }
    keys[at] = key
    values[at] = value
    return taken
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2)
    keys.set(this.keys)
    this.keys = keys
    const values = new Int32Array(this.values.length * 2)
    values.set(this.values)
    this.values = values
  }
}
