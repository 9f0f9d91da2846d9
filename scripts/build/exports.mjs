/**
 * How the build's own modules pass on names. As esbuild writes it, each name that one requires of another goes through two
 * functions, since either side might be somebody else's; a property with a value does the same in half the time.
 */

/** An ES module whose exports are the properties of a CommonJS module: values, and a getter for what is assigned again. */
export function exportedAsValues(code) {
  return code.replace(/^export \{([^}]*)\};$/m, (_, list) => {
    const names = list.split(',').map((pair) => pair.trim().split(' as '));
    const properties = names
      .filter(([local]) => local !== '')
      .map(([local, exported = local]) =>
        isConstant(local, code) ? `${exported}: ${local}` : `get ${exported}() { return ${local}; }`,
      );
    return `module.exports = { ${properties.join(', ')} };`;
  });
}

/**
 * Whether a name of the module's top level gets its value once, as all do here: esbuild gives none of them to anything
 * else in the module. What only looks like an assignment, as in a text, costs a getter.
 */
function isConstant(name, code) {
  const named = String.raw`(?<![.\w$])${name.replaceAll('$', String.raw`\$`)}\s*`;
  return [...code.matchAll(new RegExp(named + assigning, 'g'))].length <= 1;
}

const assigning = String.raw`(?:(?:[-+*/%&|^]|\*\*|&&|\|\||\?\?|<<|>>>?)?=(?![=>])|\+\+|--)`;

/** CommonJS code in which modules of the build, which are made as above, are required without being looked through. */
export function requiredAsTheyAre(code) {
  return code.replace(/\b__toESM\d*\(require\("((?:\.|src)\/[\w./-]+)"\)\)/g, 'require("$1")');
}
