#ifndef ISG_BAD_H
#define ISG_BAD_H
#endif
