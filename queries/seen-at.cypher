// title: 某地有哪些做法 · What was seen at a place
// description: The practices of a place and of everything inside it, with their status and the sentence that tells of them.
// param place: name Place|Organization — 地方, the place
// param status: choice any|in_place|planned|recommended = in_place — 状态: any, in_place 已实行, planned 计划实行, recommended 建议实行
// example: kg query seen-at --place 宁波
MATCH (place)
WHERE (place:Place OR place:Organization) AND ($place IN [place.id, place.name] OR $place IN place.aliases)
MATCH (holder)-[:LOCATED_IN*0..6]->(place)
WITH DISTINCT holder
MATCH (holder)-[adoption:ADOPTED]->(practice:Practice)
WHERE $status IN ['any', adoption.status]
WITH holder, practice, adoption.status AS status, adoption.sentence AS sentence, adoption.report AS report_id
MATCH (report:Report {id: report_id})
RETURN holder.name AS `地方或组织`, practice.name AS `做法`, practice.kind AS `类别`, status AS `状态`,
       sentence AS `原句`, report.name AS `报告`
ORDER BY holder.name, practice.name, status, report_id, holder.id, practice.id
