import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import type { Gap } from './gaps.ts'
import { tokens } from './tokens.ts'

type Task = {
  title: ReactNode
  /** Left out while the task cannot be started. */
  href?: string
  hint?: ReactNode
  /** Plain words when there is nothing left to do, a `<Tag>` when there is. */
  status: ReactNode
  /** Greys the status: "Cannot start yet". */
  cannotStartYet?: boolean
  className?: string
  titleClassName?: string
  statusClassName?: string
}

export type TaskListProps = ComponentPropsWithoutRef<'ul'> & { items: readonly (Task | Gap)[]; idPrefix?: string }

/** What is left to do, in any order. Two on one page need different `idPrefix`es. */
export function TaskList({ items, idPrefix = 'task-list', className, ...rest }: TaskListProps) {
  return (
    <ul className={tokens('govuk-task-list', className)} {...rest}>
      {items.map((task, index) => {
        const id = `${idPrefix}-${index + 1}`
        return task ? <TaskItem key={id} task={task} id={id} /> : null
      })}
    </ul>
  )
}

function TaskItem({ task, id }: { task: Task; id: string }) {
  const hasHint = isGiven(task.hint)
  return (
    <li
      className={tokens(
        'govuk-task-list__item',
        task.href !== undefined && 'govuk-task-list__item--with-link',
        task.className,
      )}
    >
      <div className="govuk-task-list__name-and-hint">
        {task.href === undefined ? (
          <div className={task.titleClassName}>{task.title}</div>
        ) : (
          <a
            className={tokens('govuk-link govuk-task-list__link', task.titleClassName)}
            href={task.href}
            aria-describedby={tokens(hasHint && `${id}-hint`, `${id}-status`)}
          >
            {task.title}
          </a>
        )}
        {hasHint && (
          <div id={`${id}-hint`} className="govuk-task-list__hint">
            {task.hint}
          </div>
        )}
      </div>
      <div
        className={tokens(
          'govuk-task-list__status',
          task.cannotStartYet && 'govuk-task-list__status--cannot-start-yet',
          task.statusClassName,
        )}
        id={`${id}-status`}
      >
        {task.status}
      </div>
    </li>
  )
}
