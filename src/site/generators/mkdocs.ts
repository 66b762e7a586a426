import { escapeHtml } from "../html.js"
import type { Generator } from "./Generator.js"

/** MkDocs from 1.4 on. Its Markdown knows other escapes than ours, and HTML, which its titles are too. */
export const mkdocs: Generator = {
  run: "mkdocs build",
  files: ({ path, title }) => [
    {
      path: "mkdocs.yml",
      text: `# Made by egregora. MkDocs reads the blog where it lies.
site_name: ${JSON.stringify(escapeHtml(title))}
docs_dir: ${JSON.stringify(path)}
site_dir: site
theme:
  name: mkdocs
  highlightjs: false
hooks:
  - hooks.py
`
    },
    {
      path: "hooks.py",
      text: `"""Made by egregora: the blog's Markdown for MkDocs."""
import html
import re

from markdown.extensions import Extension
from mkdocs.structure.files import Files


class AsText(Extension):
    """What people wrote is text: HTML too, and with all escapes of CommonMark."""

    def extendMarkdown(self, md):
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.ESCAPED_CHARS = list("\\\\\`*_{}[]()<>#+-.!|~$&:=%")


def on_config(config):
    config["markdown_extensions"].append(AsText())
    return config


def on_files(files, config):
    """Only Markdown and media: nothing else of the blog's folder is published."""
    ours = r"^(posts|profiles)/[^/]+\\.md$|^index\\.md$|^media/[^/]+$"
    theirs = [it for it in files if not str(it.abs_src_path).startswith(config["docs_dir"])]
    return Files(theirs + [it for it in files if it not in theirs and re.search(ours, it.src_uri)])


def on_page_markdown(markdown, page, **_):
    text = re.sub(r"\\\\\\n", "  \\n", markdown)
    title = page.meta.get("title", page.meta.get("name", ""))
    page.title = html.escape(str(title))
    if re.search(r"^# ", text, re.M):
        return text
    return "# " + re.sub(r"([\\\\\`*_{}\\[\\]()<>#+.!|~$&:=-])", r"\\\\\\1", str(title)) + "\\n\\n" + text
`
    }
  ]
}
