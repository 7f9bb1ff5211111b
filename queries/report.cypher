// title: 一份报告说了什么 · What a report says
// description: Every relationship that a report states, in the order of its text, with the span and the page or paragraph of its sentence. What a copy of a fuller report states is shown as the fuller one states it.
// param report: name Report — 报告标题、文件名或 id, the report's title, file or id
// example: kg query report --report 关于赴宁波市学习考察城市基层党建工作的报告
MATCH (report:Report)
WHERE $report IN [report.id, report.name, report.source]
OPTIONAL MATCH (report)-[:REPUBLISHES]->(fullest:Report)
WITH DISTINCT coalesce(fullest, report) AS report
MATCH (report)-[:MENTIONS]->(head)
WITH DISTINCT report, report.id AS report_id, head
MATCH (head)-[relation]->(tail)
WHERE relation.report = report_id
RETURN report.name AS `报告`, head.name AS `起点`, type(relation) AS `关系`, tail.name AS `终点`,
       relation.status AS `状态`, relation.evidence AS `位置`, relation.locator AS `页段`,
       relation.sentence AS `原句`
ORDER BY report.name, report_id, relation.evidence[0], type(relation), head.name, tail.name, head.id, tail.id
