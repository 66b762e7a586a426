import type { Generator } from "./generators.js"

/** MkDocs from 1.4 on. Its Markdown knows other escapes than ours, and HTML. */
export const mkdocs: Generator = {
  run: "mkdocs build",
  files: ({ path, title }) => [
    {
      path: "mkdocs.yml",
      text: `# Made by egregora. MkDocs reads the blog where it lies.
site_name: ${JSON.stringify(title)}
docs_dir: ${JSON.stringify(path)}
site_dir: site
hooks:
  - hooks.py
`
    },
    {
      path: "hooks.py",
      text: `"""Made by egregora: the blog's Markdown for MkDocs."""
import re

from markdown.extensions import Extension
from mkdocs.structure.files import Files


class AsText(Extension):
    """What people wrote is text: HTML too, and with all escapes of CommonMark."""

    def extendMarkdown(self, md):
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.ESCAPED_CHARS = list("\\\\\`*_{}[]()<>#+-.!|~$&:=")


def on_config(config):
    config["markdown_extensions"].append(AsText())
    return config


def on_files(files, config):
    """Only Markdown and media: nothing else of the blog's folder is published."""
    paths = [file for file in files if re.search(r"^(posts|profiles)/[^/]+\\.md$|^index\\.md$|^media/[^/]+$", file.src_uri)]
    return Files(paths)


def on_page_markdown(markdown, page, **_):
    text = re.sub(r"\\\\\\n", "  \\n", markdown)
    title = page.meta.get("title")
    if title is None or re.search(r"^# ", text, re.M):
        return text
    return "# " + re.sub(r"([\\\\\`*_{}\\[\\]()<>#+.!|~$&:=-])", r"\\\\\\1", str(title)) + "\\n\\n" + text
`
    }
  ]
}
