/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-submission-plot.h"

#include <glib/gi18n.h>

#include "app/isg-badge-text.h"
#include "app/isg-submission-view.h"

/* In the order of the bar: what is done first, then what is on its way, what waits for somebody
 * last. */
static const struct {
  const char *segment;
  const char *label; /* msgid, within a sentence */
  IsgPlotTone tone;
} parts[] = {
  { "accepted", NC_ ("plot", "accepted"), ISG_PLOT_GOOD },
    { "answer", NC_ ("plot", "awaiting an answer"), ISG_PLOT_NORMAL },
      { "sending", NC_ ("plot", "on the way"), ISG_PLOT_NORMAL },
        { "queued", NC_ ("plot", "queued"), ISG_PLOT_NORMAL },
          { "sign", NC_ ("plot", "waiting for signature"), ISG_PLOT_WARN },
            { "help", NC_ ("plot", "to be solved by hand"), ISG_PLOT_BAD },
              { "mend", NC_ ("plot", "to be mended"), ISG_PLOT_BAD },
            };

static const IsgSegment *
find_segment (const char *id)
{
  guint n;
  const IsgSegment *segments = isg_segments (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (segments[i].id, id))
      return &segments[i];
  g_return_val_if_reached (&segments[0]);
}

static guint
count_all (GHashTable *counts)
{
  guint n;

  return isg_segment_count (&isg_segments (&n)[0], counts);
}

IsgPlotValues *
isg_submission_plot (GHashTable *counts)
{
  guint rest = count_all (counts);
  IsgPlotValues *values;

  if (rest == 0)
    return NULL;
  values = isg_plot_values_new (ISG_PLOT_STACK);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    const IsgSegment *segment = find_segment (parts[i].segment);
    guint n = isg_segment_count (segment, counts);

    isg_plot_values_add (values,
                         n > 0 ? segment->id : NULL,
                         g_dpgettext2 (NULL, "plot", parts[i].label),
                         NULL,
                         parts[i].tone,
                         n);
    isg_plot_values_set_icon (values, isg_badge_icon (segment->states[0], NULL));
    rest -= MIN (rest, n);
  }
  if (rest > 0)
    isg_plot_values_add (values, NULL, C_ ("plot", "over"), NULL, ISG_PLOT_QUIET, rest);
  return values;
}
