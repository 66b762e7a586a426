import type { Generator } from "./Generator.js"

/** Hugo from 0.111 on. It shows nothing without layouts, so it gets the least of them. */
export const hugo: Generator = {
  run: "hugo",
  files: ({ language, path, title }) => [
    {
      path: "hugo.toml",
      text: `# Made by egregora. Hugo reads the blog where it lies.
title = ${JSON.stringify(title)}
languageCode = ${JSON.stringify(language)}
baseURL = "/"
publishDir = "site"
disableKinds = ["taxonomy", "term"]
enableRobotsTXT = false
# Pages keep the names of their files, so that pictures are found beside them.
uglyURLs = true
relativeURLs = true

[module]
[[module.mounts]]
source = ${JSON.stringify(`${path}/posts`)}
target = "content/posts"
includeFiles = "*.md"
[[module.mounts]]
source = ${JSON.stringify(`${path}/profiles`)}
target = "content/profiles"
includeFiles = "*.md"
[[module.mounts]]
source = ${JSON.stringify(`${path}/media`)}
target = "static/media"
[[module.mounts]]
source = "layouts"
target = "layouts"

[frontmatter]
date = ["date", "last"]

[markup.goldmark.renderer]
unsafe = false
`
    },
    {
      path: "layouts/_default/baseof.html",
      text: `<!doctype html>
<html lang="{{ site.LanguageCode }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ .Title | default .Params.name }}</title>
</head>
<body>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
`
    },
    {
      path: "layouts/_default/single.html",
      text: `{{ define "main" }}{{ with .Title }}<h1>{{ . }}</h1>{{ end }}{{ .Content }}{{ end }}
`
    },
    {
      path: "layouts/_default/list.html",
      text: `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPagesRecursive.ByDate.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ .Title | default .Params.name }}</a></li>{{ end }}
</ul>{{ end }}
`
    },
    {
      path: "layouts/_default/_markup/render-link.html",
      text: `<a href="{{ .Destination | replaceRE "\\\\.md$" ".html" | safeURL }}" rel="noopener noreferrer nofollow">{{ .Text | safeHTML }}</a>
`
    }
  ]
}
