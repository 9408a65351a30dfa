/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-row-model.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * IsgListCell:
 *
 * How a cell shows its text.
 */
typedef enum {
  ISG_LIST_CELL_TEXT,
  ISG_LIST_CELL_NUMBER, /* at the end of the column */
  ISG_LIST_CELL_LATE,   /* text; one that begins with "!" shows the mark of what is past */
  ISG_LIST_CELL_BADGE,  /* the row's state, in short words */
  ISG_LIST_CELL_WORST,  /* the text is a state; only its icon is shown */
} IsgListCell;

/**
 * IsgListText:
 * @item: a row that has been read
 * @context: the context
 *
 * Returns: (transfer full): what a cell shows
 */
typedef char *(*IsgListText) (IsgRowItem *item, IsgContext *context);

/**
 * IsgListColumn:
 *
 * A column of a list.  Source: the tables of ui.md 3.
 */
typedef struct {
  const char *title;   /* msgid */
  const char *msgctxt; /* (nullable): of @title */
  int width;           /* pixels at 100 % */
  gboolean expand;
  guint priority;    /* 1: in every band; 2: medium and wide; 3: wide */
  const char *sort;  /* (nullable): the store's order */
  gboolean all_only; /* only while every workplace is shown */
  IsgListCell cell;
  IsgListText text; /* (nullable): of a BADGE */
} IsgListColumn;

/**
 * IsgListRange:
 *
 * Which values of a field a choice of the filter bar leaves.
 */
typedef enum {
  ISG_LIST_RANGE_YES,
  ISG_LIST_RANGE_PAST,  /* days before today */
  ISG_LIST_RANGE_SOON,  /* today and the 30 days after */
  ISG_LIST_RANGE_HOLDS, /* today and all days after */
  ISG_LIST_RANGE_CODE,  /* one code */
  ISG_LIST_RANGE_FITS,  /* what a function says */
} IsgListRange;

/**
 * IsgListChoice:
 *
 * A line of the page's own filter.
 */
typedef struct {
  const char *label; /* msgid */
  const char *field; /* (nullable): a field that is not sealed; of FITS none */
  IsgListRange range;
  const char *code;    /* (nullable): of CODE */
  IsgRowFitsFunc fits; /* (nullable): of FITS */
} IsgListChoice;

/**
 * IsgListSpec:
 *
 * What a page lists. Lives as long as the program.
 */
typedef struct {
  const char *kind;
  const char *title;      /* msgid: "Trainings" */
  const char *table_name; /* msgid: "Trainings table" */
  const char *add_label;  /* msgid: "New training" */
  const char *empty;      /* msgid: what is said when there is none yet */
  const char *sort;
  gboolean descending;
  gboolean sent;                         /* its records go to the Ministry */
  gboolean years;                        /* can be narrowed to a year */
  gboolean every_workplace;              /* the choice of a workplace does not narrow it */
  IsgRowExtraFunc extra;                 /* (nullable) */
  void (*add) (IsgWindow *window);       /* (nullable): begins a new one; NULL opens its form */
  const char *empty_label;               /* (nullable): msgid, of the button that calls @add */
  void (*other_add) (IsgWindow *window); /* (nullable): another way to begin */
  const char *other_label;               /* (nullable): msgid, of its button */
  const IsgListColumn *columns;
  guint n_columns;
  const IsgListChoice *choices; /* (nullable): of the page's own filter, after "All" */
  guint n_choices;
} IsgListSpec;

#define ISG_TYPE_LIST_SCREEN (isg_list_screen_get_type ())

/**
 * IsgListScreen:
 *
 * A page that lists the records of a kind: search, filters, sorting in the store, several selected,
 * acts on them.
 */
G_DECLARE_FINAL_TYPE (IsgListScreen, isg_list_screen, ISG, LIST_SCREEN, IsgScreen)

/**
 * isg_list_screen_new:
 * @context: the context
 * @spec: what it lists
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a page
 */
IsgScreen *isg_list_screen_new (IsgContext *context, const IsgListSpec *spec);

/**
 * isg_list_screen_set_above:
 * @self: a page
 * @child: stands between filter bar and list once it is asked for (Ctrl+Shift+N): fast add
 * @grab: puts the focus into @child
 *
 * Thread: main.
 */
void isg_list_screen_set_above (IsgListScreen *self,
                                GtkWidget *child,
                                void (*grab) (GtkWidget *child));

/**
 * isg_list_screen_set_head:
 * @self: a page
 * @head: stands above the filter bar: toggles of a page's parts, a plot
 *
 * Thread: main.
 */
void isg_list_screen_set_head (IsgListScreen *self, GtkWidget *head);

/**
 * isg_list_screen_mark:
 * @self: a page
 * @uuid: a record
 *
 * Selects its row and brings it into sight, when it is among those that were read.
 *
 * Thread: main.
 */
void isg_list_screen_mark (IsgListScreen *self, const char *uuid);

/**
 * isg_list_screen_model:
 * @self: a page
 *
 * Thread: main.
 *
 * Returns: (transfer none): its rows
 */
IsgRowModel *isg_list_screen_model (IsgListScreen *self);

/**
 * isg_list_screen_selection:
 * @self: a page
 *
 * Thread: main.
 *
 * Returns: (transfer none): which rows are selected
 */
GtkSelectionModel *isg_list_screen_selection (IsgListScreen *self);

G_END_DECLS
