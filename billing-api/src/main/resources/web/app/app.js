// Entry of the web bundle. The pages import what they need from here.
