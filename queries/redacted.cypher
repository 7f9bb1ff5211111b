// title: 被遮蔽的名字 · Redacted names
// description: Names that reports mask, in which report each stands, and the places it may be where the context leaves several.
// example: kg query redacted
MATCH (report:Report)-[mention:MENTIONS]->(entity)
WHERE entity.redacted = true OR mention.redacted = true
RETURN entity.name AS `名称`, entity.kind AS `类别`, mention.names AS `原文写法`,
       coalesce(mention.resolved_by, entity.resolved_by) AS `如何辨认`, entity.candidates AS `可能是`, report.name AS `报告`
ORDER BY report.name, entity.name, report.id, entity.id
