// title: 转载的报告 · Republished reports
// description: Reports that are the same report once more, with the fullest copy and how alike they are.
// example: kg query republished
MATCH (copy:Report)-[same:REPUBLISHES]->(fullest:Report)
RETURN copy.name AS `转载`, copy.source AS `转载文件`, fullest.name AS `原报告`, fullest.source AS `原文件`,
       same.similarity AS `相似度`
ORDER BY fullest.name, copy.name, fullest.id, copy.id
