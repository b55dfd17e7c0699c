// htmx without what the Content-Security-Policy forbids: no style of its own, no eval.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
