// Suggestions while one types: the combobox of ARIA 1.2. Without it the page
// works all the same.
(function () {
	"use strict";
	var input = document.querySelector("input[data-suggest]");
	if (!input || !window.fetch)
		return;

	var list = document.createElement("ul");
	var status = document.createElement("div");
	var chosen = -1, timer = 0, asked = 0, typed = "";

	list.id = "suggestions";
	list.className = "suggestions";
	list.hidden = true;
	list.setAttribute("role", "listbox");
	list.setAttribute("aria-label", input.dataset.label || "");
	status.className = "hidden";
	status.setAttribute("role", "status");
	input.parentNode.appendChild(list);
	input.parentNode.appendChild(status);
	// A search box has no aria-expanded; a combobox has.
	input.setAttribute("role", "combobox");
	input.setAttribute("aria-autocomplete", "list");
	input.setAttribute("aria-controls", list.id);
	input.setAttribute("aria-expanded", "false");

	// In the header of other pages our style is not there: then what it must
	// look like at least.
	var bare = getComputedStyle(list).position !== "absolute";
	if (bare) {
		Object.assign(status.style, { position: "absolute", width: "1px",
			height: "1px", overflow: "hidden", clipPath: "inset(50%)" });
		Object.assign(list.style, { position: "absolute", zIndex: "1000",
			margin: "0", padding: "0", listStyle: "none",
			maxHeight: "60vh", overflow: "auto", textAlign: "left",
			color: "CanvasText", background: "Canvas",
			border: "1px solid GrayText" });
	}

	function select(option, on) {
		option.setAttribute("aria-selected", String(on));
		if (bare) {
			option.style.color = on ? "HighlightText" : "";
			option.style.background = on ? "Highlight" : "";
		}
	}

	// Under the box, wherever it stands.
	function place() {
		var box = input.getBoundingClientRect();
		var parent = list.offsetParent;
		var left = -window.scrollX, top = -window.scrollY;
		if (parent && getComputedStyle(parent).position !== "static") {
			var of = parent.getBoundingClientRect();
			left = of.left + parent.clientLeft;
			top = of.top + parent.clientTop;
		}
		list.style.left = box.left - left + "px";
		list.style.top = box.bottom - top + "px";
		list.style.minWidth = box.width + "px";
	}

	function close() {
		list.hidden = true;
		chosen = -1;
		input.setAttribute("aria-expanded", "false");
		input.removeAttribute("aria-activedescendant");
	}

	function choose(n) {
		var options = list.children;
		// What is still on its way would take the list away.
		clearTimeout(timer);
		asked++;
		if (chosen >= 0)
			select(options[chosen], false);
		chosen = n;
		if (n < 0) {
			input.removeAttribute("aria-activedescendant");
			input.value = typed;
			return;
		}
		select(options[n], true);
		options[n].scrollIntoView({ block: "nearest" });
		input.setAttribute("aria-activedescendant", options[n].id);
		input.value = options[n].textContent;
	}

	function show(texts) {
		list.textContent = "";
		chosen = -1;
		texts.forEach(function (text, i) {
			var option = document.createElement("li");
			option.id = "suggestion" + i;
			option.setAttribute("role", "option");
			option.textContent = text;
			select(option, false);
			if (bare)
				Object.assign(option.style,
					{ padding: ".5em .7em", cursor: "pointer" });
			list.appendChild(option);
		});
		list.hidden = texts.length === 0;
		list.scrollTop = 0;
		if (bare && !list.hidden)
			place();
		input.setAttribute("aria-expanded", String(!list.hidden));
		status.textContent = list.hidden ? "" :
			(input.dataset.count || "").replace("#", texts.length);
	}

	function ask() {
		var mine = ++asked;
		typed = input.value;
		if (typed.trim().length < 2) {
			close();
			return;
		}
		fetch(input.dataset.suggest + "?suggest=" +
			encodeURIComponent(typed.trim()))
			.then(function (response) {
				return response.ok ? response.json() : [typed, []];
			})
			.then(function (answer) {
				if (mine === asked && document.activeElement === input)
					show(answer[1] || []);
			})
			.catch(close);
	}

	input.addEventListener("input", function () {
		clearTimeout(timer);
		timer = setTimeout(ask, 120);
	});
	input.addEventListener("keydown", function (event) {
		var n = list.children.length;
		if (event.key === "Escape" && !list.hidden) {
			event.preventDefault();
			input.value = typed;
			close();
		} else if (event.key === "ArrowDown" && !list.hidden) {
			event.preventDefault();
			choose(chosen + 1 < n ? chosen + 1 : -1);
		} else if (event.key === "ArrowUp" && !list.hidden) {
			event.preventDefault();
			choose(chosen < 0 ? n - 1 : chosen - 1);
		}
	});
	input.addEventListener("blur", close);
	// Before the box loses the focus.
	list.addEventListener("mousedown", function (event) {
		var option = event.target.closest("[role=option]");
		event.preventDefault();
		if (option) {
			input.value = option.textContent;
			input.form.submit();
		}
	});
}());
