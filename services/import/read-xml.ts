import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { type Allowance, unpack, type ZipParts } from '#services/core/zip-parts.ts'

/** What is told of an XML document, names without their prefixes. `text` comes in one piece or several. */
export interface XmlListener {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const isUtf16 = (piece: Buffer) => piece[0] === 0xff && piece[1] === 0xfe

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** Reads one part of an archive as XML, piece by piece. False when the archive has no such part; throws when it is broken. */
export const readXml = async (
  parts: ZipParts,
  name: string,
  allowance: Allowance,
  { open, close, text }: XmlListener,
): Promise<boolean> => {
  const part = parts.get(name.toLowerCase())
  if (!part) return false
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => open(local(name), attributes))
  if (close) parser.on('closetag', ({ name }) => close(local(name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  let decoder: StringDecoder | null = null
  for await (const piece of unpack(part, allowance)) {
    decoder ??= new StringDecoder(isUtf16(piece) ? 'utf16le' : 'utf8')
    parser.write(decoder.write(piece))
  }
  parser.close()
  return true
}
