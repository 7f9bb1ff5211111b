// title: 考察最多的地方 · The most visited places
// description: Places and organizations by the number of reports that tell of a visit there.
// param limit: integer = 20 — 行数, how many rows
// example: kg query most-visited --limit 10
MATCH (visitor)-[visit:VISITED]->(visited)
WITH DISTINCT visited, visitor, visit.report AS report_id
ORDER BY visitor.name, visitor.id
WITH visited, count(DISTINCT report_id) AS reports, collect(DISTINCT visitor.name) AS visitors
RETURN visited.name AS `考察地`, visited.kind AS `类别`, reports AS `报告数`, visitors AS `考察方`
ORDER BY reports DESC, visited.name, visited.id
LIMIT $limit
