// title: 某地或组织受何启发 · What inspired an organization or place
// description: The practices, places and organizations that a report says it learns from.
// param learner: name Place|Organization — 学习方, the one that learns
// example: kg query inspirations --learner 柞水县
MATCH (learner)
WHERE (learner:Place OR learner:Organization) AND ($learner IN [learner.id, learner.name] OR $learner IN learner.aliases)
MATCH (source)-[inspiration:INSPIRED]->(learner)
WITH learner, source, inspiration.sentence AS sentence, inspiration.report AS report_id
MATCH (report:Report {id: report_id})
RETURN learner.name AS `学习方`, source.name AS `启发来源`, source.kind AS `类别`, sentence AS `原句`, report.name AS `报告`
ORDER BY learner.name, source.name, report_id, learner.id, source.id
