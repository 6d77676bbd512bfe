import { readFileSync } from 'node:fs';

const faces = ['src/index.ts', 'src/mappers.ts', 'src/privacy.ts']
  .map((file) => readFileSync(file, 'utf8'))
  .join('');
const publicFiles = [...faces.matchAll(/export \* from '\.(.*)\.js'/g)].map(([, path]) => `/src${path}.ts`);
const publicNames = new Set([...faces.matchAll(/\{([^}]*)\}/g)].flatMap(([, names]) => names.match(/\w+/g)));

/** Demands a doc comment on what users can import, and on each field of its type. */
const documented = {
  create({ filename, report, sourceCode }) {
    const isPublic = (name) => publicNames.has(name) || publicFiles.some((path) => filename.endsWith(path));
    const seen = new Set();
    const check = (node, name) => {
      const [comment] = sourceCode.getCommentsBefore(node).slice(-1);
      // The first of several signatures speaks for all of them.
      if (!seen.has(name) && !comment?.value.startsWith('*')) report({ node, message: `Document ${name}.` });
      seen.add(name);
    };
    return {
      'Program > ExportNamedDeclaration[declaration.id]'(node) {
        const { name } = node.declaration.id;
        if (isPublic(name)) check(node, name);
      },
      'Program > ExportNamedDeclaration[declaration.id]:not([declaration.type=FunctionDeclaration]) TSPropertySignature'(
        node,
      ) {
        const { name } = sourceCode.getAncestors(node)[1].declaration.id;
        if (isPublic(name)) check(node, `${name}.${sourceCode.getText(node.key)}`);
      },
    };
  },
};

export default { meta: { name: 'local' }, rules: { documented } };
