import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { wordDocument } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { reportDocument } from '#services/reports/index.ts'

/** The report as a Word document, made by the worker. */
export const loader = async (args: LoaderFunctionArgs) =>
  wordDocument(orThrow(await reportDocument(await requireActor(args), pathPart(args, 'ref'))))
