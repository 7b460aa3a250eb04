package opendata

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/store"
)

func (d *OpenData) figures(api huma.API) {
	add(d, api, operation{id: "list-cells", path: "/cells", tag: "figures", title: words{"表里的数", "Numbers of tables"}}, d.listCells)
	add(d, api, operation{id: "list-projects", path: "/projects", tag: "figures", title: words{"项目", "Projects"}}, d.listProjects)
}

type cellsInput struct {
	Narrowing
	Document string `query:"document" pattern:"^[0-9a-z]{11}$" doc:"公开件的编号，11 位 | id of a document, 11 characters"`
	Table    string `query:"table" pattern:"^T[0-9]{2}$" doc:"表的编号，T01 至 T17 | table, T01 to T17"`
	Side     string `query:"side" enum:"income,spending" doc:"两侧的表的一侧：income 收入，spending 支出 | side of a two-sided table"`
	Column   string `query:"column" maxLength:"100" doc:"列的名称：合计 | name of the column: 合计"`
	Code     string `query:"code" pattern:"^[0-9]{3,7}$" doc:"科目编码，连同下面的：208 也有 2080502 | subject code, with all under it: 208 has 2080502 too"`
	Paging
}

func (d *OpenData) listCells(ctx context.Context, in *cellsInput) (*listed[Cell], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	document, err := id(in.Document)
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	list, err := d.store.CellList(ctx, store.CellFilter{
		Filter: f, Document: document, Table: in.Table, Panel: in.Side, Column: in.Column, Code: in.Code,
	}, in.page())
	return listOf(&in.Paging, list, err, func(c *store.CellLine) Cell { return n.cell(&c.Cell, c.Scope) })
}

func (d *OpenData) listProjects(ctx context.Context, in *documentsInput) (*listed[Project], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	list, err := d.store.Projects(ctx, f, in.page())
	return listOf(&in.Paging, list, err, n.project)
}
