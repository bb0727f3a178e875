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

	function close() {
		list.hidden = true;
		chosen = -1;
		input.setAttribute("aria-expanded", "false");
		input.removeAttribute("aria-activedescendant");
	}

	function choose(n) {
		var options = list.children;
		if (chosen >= 0)
			options[chosen].setAttribute("aria-selected", "false");
		chosen = n;
		if (n < 0) {
			input.removeAttribute("aria-activedescendant");
			input.value = typed;
			return;
		}
		options[n].setAttribute("aria-selected", "true");
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
			option.setAttribute("aria-selected", "false");
			option.textContent = text;
			list.appendChild(option);
		});
		list.hidden = texts.length === 0;
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
