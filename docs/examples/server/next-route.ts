// In a Next.js app, this is `app/olark/[secret]/route.ts`, with the files that it imports beside it.
import { keepInS3 } from './keep-in-s3.ts';
import { olark } from './request.ts';

export async function POST(request: Request): Promise<Response> {
  // Most hosts of Next.js do not keep files. On one that does, `keepInFolder` works too.
  return olark(request, process.env, keepInS3(process.env));
}
