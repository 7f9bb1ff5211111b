// title: 谁采用了某做法 · Who adopted a practice
// description: The places and organizations that carry a practice out, have resolved to, or to which a report recommends it.
// param practice: name Practice — 做法, the practice
// param status: choice any|in_place|planned|recommended = any — 状态: any, in_place 已实行, planned 计划实行, recommended 建议实行
// example: kg query adopters --practice 网格化管理
MATCH (practice:Practice)
WHERE $practice IN [practice.id, practice.name] OR $practice IN practice.aliases
MATCH (adopter)-[adoption:ADOPTED]->(practice)
WHERE $status IN ['any', adoption.status]
WITH adopter, practice, adoption.status AS status, adoption.sentence AS sentence, adoption.report AS report_id
MATCH (report:Report {id: report_id})
RETURN practice.name AS `做法`, adopter.name AS `采用方`, adopter.kind AS `类别`, status AS `状态`,
       sentence AS `原句`, report.name AS `报告`
ORDER BY practice.name, adopter.name, status, report_id, practice.id, adopter.id
