/** The version of this program, as in `package.json`: stored with every run as its `code_ref`. */
export const version = "0.1.0"
